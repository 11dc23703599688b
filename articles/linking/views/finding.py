"""Which article a code means, and what is answered if it means none."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article, Edition, is_code, normal_code

from .answering import not_found


def with_article(view):
    """Gives the view the article whose code is in the address, or answers that there is none."""

    @require_safe
    def found(request, code, **more):
        normal = normal_code(code)
        released = Edition.objects.released_by_moment(timezone.now())
        article = Article.objects.filter(code=normal, editions__in=released).first() if is_code(normal) else None
        if article is None:
            shown = {"code": "".join(filter(str.isprintable, code))[:40]}
            sentence = _("There is no page with the code “%(code)s”. One character may be mistyped.") % shown
            return not_found(request, sentence)
        return view(request, article, **more)

    return found
