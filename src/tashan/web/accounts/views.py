"""A person's own page, and what administrators do with people, roles and organisations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from tashan.web.accounts import queries, services, tokens
from tashan.web.accounts.forms import GrantForm, OrganisationForm, PersonForm, ReasonForm, TokenForm
from tashan.web.accounts.models import Grant, Person, Token
from tashan.web.accounts.predicates import grants
from tashan.web.audit.queries import history
from tashan.web.audit.told import told
from tashan.web.pages.access import needs
from tashan.web.pages.words import say


@needs("accounts.see_own")
def account(request: HttpRequest) -> HttpResponse:
    """Who I am, which roles I hold where, how I log in, and my keys for programs."""
    return _own(request, TokenForm())


@require_POST
@needs("accounts.make_token")
def make_token(request: HttpRequest) -> HttpResponse:
    """Make a key and show it, this once."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _own(request, form, status=422)
    try:
        token, key = tokens.do_make_token(actor=request.user, **form.cleaned_data)
    except services.AccountError as error:
        form.add_error("expires_on", str(error))
        return _own(request, form, status=422)
    return _own(request, TokenForm(), made=token, key=key)


@require_POST
@needs("accounts.make_token")
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one of my keys useless."""
    tokens.do_revoke_token(actor=request.user, token=get_object_or_404(Token, pk=pk, person=request.user))
    messages.success(request, say("令牌已停用。", "The key opens nothing any more."))
    return redirect("account")


def _own(request: HttpRequest, form: TokenForm, *, status: int = 200, **more: Any) -> HttpResponse:
    answer = render(
        request,
        "accounts/account.html",
        {
            "grants": grants(request.user),
            "tokens": queries.tokens_of(request.user),
            "today": timezone.localdate(),
            "form": form,
            "administers": request.user.has_perm("accounts.see_people"),
            **more,
        },
        status=status,
    )
    answer["Cache-Control"] = "no-store"
    return answer


@needs("accounts.see_people")
def people(request: HttpRequest) -> HttpResponse:
    """The people of my places, and who holds which role."""
    asked = request.GET.get("q", "").strip()
    found = queries.people_of(request.user)
    if asked:
        found = found.filter(
            Q(username__icontains=asked) | Q(display_name__icontains=asked) | Q(organisation__name__icontains=asked)
        )
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    day = timezone.localdate()
    rows = [(person, [grant for grant in person.grants.all() if _holds(grant, day)]) for person in page]
    return render(request, "accounts/people.html", {"page": page, "rows": rows, "asked": asked})


def _holds(grant: Grant, day: Any) -> bool:
    return grant.withdrawn_at is None and (grant.valid_to is None or grant.valid_to >= day)


@needs("accounts.add_person")
def add_person(request: HttpRequest) -> HttpResponse:
    """Make an account with a temporary password, which is shown once."""
    form = PersonForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        password = services.temporary_password()
        person = services.do_add_person(actor=request.user, password=password, temporary=True, **form.cleaned_data)
        return _person(request, person, password=password)
    return render(request, "accounts/add_person.html", {"form": form}, status=422 if form.errors else 200)


@needs("accounts.see_people")
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: roles now and before, and what was changed about them."""
    return _person(request, _looked_after(request, pk))


@require_POST
@needs("accounts.grant_role")
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role."""
    found = _looked_after(request, pk)
    form = GrantForm(request.POST)
    return _try(
        request, found, form, lambda said: services.do_grant(actor=request.user, person=found, **said),
        done=say("已授予。", "Granted."), grant_form=form,
    )  # fmt: skip


@require_POST
@needs("accounts.withdraw_role")
def withdraw(request: HttpRequest, pk: int, grant_pk: int) -> HttpResponse:
    """Take a role away."""
    found = _looked_after(request, pk)
    held = get_object_or_404(Grant, pk=grant_pk, person=found)
    return _try(
        request, found, ReasonForm(request.POST),
        lambda said: services.do_withdraw(actor=request.user, grant=held, **said), done=say("已收回。", "Taken away."),
    )  # fmt: skip


@require_POST
@needs("accounts.reset_password", lambda pk: get_object_or_404(Person, pk=pk))
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a temporary password and show it, this once."""
    found = get_object_or_404(Person, pk=pk)
    return _person(request, found, password=services.do_reset_password(actor=request.user, person=found))


@require_POST
@needs("accounts.remove_second_factor", lambda pk: get_object_or_404(Person, pk=pk))
def remove_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a second factor away, after a phone was lost."""
    found = get_object_or_404(Person, pk=pk)
    return _try(
        request, found, ReasonForm(request.POST),
        lambda said: services.do_remove_second_factor(actor=request.user, person=found, **said),
        done=say("第二因素已移除。", "The second factor is gone."),
    )  # fmt: skip


@require_POST
@needs("accounts.close_account", lambda pk: get_object_or_404(Person, pk=pk))
def set_active(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account, or open it again."""
    found = get_object_or_404(Person, pk=pk)
    active = request.POST.get("active") == "1"
    return _try(
        request, found, ReasonForm(request.POST),
        lambda said: services.do_set_active(actor=request.user, person=found, active=active, **said),
        done=say("账号已恢复。", "The account is open again.") if active else say("账号已停用。", "The account is closed."),
    )  # fmt: skip


def _try(
    request: HttpRequest, found: Person, form: Any, do: Callable[[dict[str, Any]], Any], *, done: str, **more: Any
) -> HttpResponse:
    """Do what a form asks for, or show the person's page again with what is wrong."""
    if not form.is_valid():
        error = "" if more else say("请写明理由。", "Please give a reason.")
        return _person(request, found, error=error, status=422, **more)
    try:
        do(form.cleaned_data)
    except services.AccountError as error:
        return _person(request, found, error=str(error), status=422, **more)
    messages.success(request, done)
    return redirect("person", found.pk)


def _looked_after(request: HttpRequest, pk: int) -> Person:
    return get_object_or_404(queries.people_of(request.user), pk=pk)


def _person(request: HttpRequest, found: Person, *, status: int = 200, **more: Any) -> HttpResponse:
    day = timezone.localdate()
    held = list(found.grants.select_related("granted_by").order_by("-granted_at"))
    answer = render(
        request,
        "accounts/person.html",
        {
            "person": found,
            "now": [each for each in held if _holds(each, day)],
            "before": [each for each in held if not _holds(each, day)],
            "may": {each.pk: request.user.has_perm("accounts.withdraw_role", each.place) for each in held},
            "administers_all": request.user.has_perm("accounts.reset_password", found),
            "has_second_factor": Authenticator.objects.filter(user=found).exists(),
            "is_self": found.pk == request.user.pk,
            "history": told(history(f"accounts.person:{found.pk}")[:-51:-1], request.user),
            "reason_form": ReasonForm(auto_id="close_%s"),
            "grant_form": GrantForm(),
            **more,
        },
        status=status,
    )
    answer["Cache-Control"] = "no-store"
    return answer


@needs("accounts.add_person")
def organisations(request: HttpRequest) -> HttpResponse:
    """The organisations of my places; a form for another."""
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.do_add_organisation(actor=request.user, **form.cleaned_data)
        messages.success(request, say("已添加。", "Added."))
        return redirect("organisations")
    return render(
        request,
        "accounts/organisations.html",
        {"organisations": queries.organisations_of(request.user), "form": form},
        status=422 if form.errors else 200,
    )
