"""Open, close or take out of use what people have given: the answer to the form of `pages/standing.html`."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect

from tashan.web.pages.words import say


def change_standing(
    request: HttpRequest,
    *,
    publish: Callable[[bool], object],
    withdraw: Callable[[str], object],
    listing: str,
    page: str,
) -> HttpResponseRedirect:
    """
    Do what the form says, tell the person, and lead on.

    Args:
        request: its field `do` is open, close or withdraw; `why` gives the reason of the last.
        publish: opens the thing to everybody (True) or closes it.
        withdraw: takes it out of use for a reason.
        listing: the address to lead to once it is out of use.
        page: the address of the thing itself.
    """
    if request.POST.get("do") == "withdraw":
        withdraw(request.POST.get("why", ""))
        messages.success(request, say("已撤下；记录保留。", "It is taken out of use; the record stays."))
        return HttpResponseRedirect(listing)
    publish(request.POST.get("do") == "open")
    messages.success(request, say("已更改。", "Changed."))
    return HttpResponseRedirect(page)
