from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from articles.models import Image

from ..moment import moment_of


@require_safe
def image(request, sha256, width=None):
    """A picture of a page that patients can open, as it is or narrower. Editors see those of their drafts too."""
    picture = Image(sha256=sha256)
    is_public = Image.objects.public_at(moment_of(request)).filter(sha256=sha256).exists()
    # Only a picture that is not public asks who is there, so that public ones are the same for everybody.
    if not is_public and not request.user.is_staff:
        raise Http404
    tag = f'"{sha256}-{width}"' if width else f'"{sha256}"'
    if is_public and (unchanged := get_conditional_response(request, etag=tag)):
        return unchanged
    file = _opened(picture.narrower_path(width) if width else picture.path) or _opened(picture.path)
    if file is None:
        raise Http404
    response = FileResponse(file, content_type="image/webp")
    if is_public:
        response.headers["ETag"] = tag
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # words of the API may be shown with it
    # Its bytes never change, but it can be recalled with its page: whoever keeps it asks each time.
    response.headers["Cache-Control"] = "public, no-cache" if is_public else "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _opened(path):
    """None where the file is missing, as the narrower ones are of pictures that an older portal kept."""
    try:
        return default_storage.open(path)
    except FileNotFoundError:
        return None
