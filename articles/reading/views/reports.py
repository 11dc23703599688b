from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles.limiting import limited
from articles.models import CspReport, day_of

from ..hearing.reports import blocked_in

LARGEST = 32 * 1024  # bytes


@csrf_exempt
@require_POST
@limited("reports", lambda _request, _sentence: HttpResponse(status=429))
def csp_reports(request):
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        return HttpResponse(status=413)
    for directive, blocked in blocked_in(body):
        CspReport.objects.count_one(directive, blocked, day_of(timezone.now()))
    return HttpResponse(status=204, headers={"Cache-Control": "no-store"})
