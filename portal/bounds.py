"""What browsers are told of every answer, be it a page, a file or a refusal: what it may do, and who may use it.

The content policy, the frames and Django's other headers stand in the settings, and views that need others say so.
"""

from django.conf import settings

NOT_NEEDED = (
    *("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "hid"),
    *("magnetometer", "microphone", "midi", "payment", "serial", "usb"),
)
EVERYWHERE = {
    "Permissions-Policy": ", ".join(f"{name}=()" for name in NOT_NEEDED),
    "Reporting-Endpoints": f'{settings.CSP_REPORTS_AS}="{settings.CSP_REPORTS_AT}"',
}
# Of what is no page: a picture or a stylesheet that is opened by itself.
BY_ITSELF = "default-src 'none'; frame-ancestors 'none'"
# A form of the desk is taken only if the browser says that it came from here, which it does not under “no-referrer”.
AT_THE_DESK = {"Referrer-Policy": "same-origin"}


class BoundsMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        headers = response.headers
        for name, value in EVERYWHERE.items():
            headers.setdefault(name, value)
        if request.path_info.startswith("/admin/"):
            for name, value in AT_THE_DESK.items():
                headers.setdefault(name, value)
        headers.setdefault("Content-Security-Policy", BY_ITSELF)
        if not getattr(response, "xframe_options_exempt", False):
            headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        for_all = headers.get("Access-Control-Allow-Origin") == "*"
        headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if for_all else "same-origin")
        return response
