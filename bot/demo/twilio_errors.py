"""How Twilio says no, and the words of the codes this fake gives."""

from bot.demo.chat import Json

WORDS = {
    20003: "Authenticate",
    20404: "The requested resource {} was not found",
    20429: "Too Many Requests",
    20500: "An internal server error has occurred",
    21211: "The 'To' number {} is not a valid phone number.",
    21603: "A 'From' phone number is required.",
    21604: "A 'To' phone number is required.",
    21609: "The 'StatusCallback' URL {} is not a valid URL.",
    21610: "Attempt to send to unsubscribed recipient",
    21617: "The concatenated message body exceeds the 1600 character limit.",
    21619: "A text message body or media urls must be specified.",
    21620: "Invalid media URL(s)",
    21623: "Number of media files exceeds allowed limit",
    21655: "The ContentSid parameter is invalid.",
    21656: "The Content Variables parameter is invalid.",
    21705: "The Messaging Service Sid {} is invalid.",
    63007: "Twilio could not find a Channel with the specified From address",
}
RECEIPTS = {
    63016: "Failed to send freeform message because you are outside the allowed window. "
    "If you are using WhatsApp, please use a Message Template.",
    63019: "Media failed to download",
    63024: "Invalid message recipient",
    63033: "Recipient has blocked the business from sending messages to them",
}


class TwilioRefusedError(Exception):
    """Twilio refuses a call: an HTTP status, its own code and the words."""

    def __init__(self, status: int, code: int, words: str = "", about: str = "") -> None:
        text = words or WORDS.get(code, "Planned by the test").format(about)
        super().__init__(text)
        self.status, self.code, self.words = status, code, text

    def as_json(self) -> Json:
        """The body of the refusal."""
        return {
            "code": self.code,
            "message": self.words,
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }
