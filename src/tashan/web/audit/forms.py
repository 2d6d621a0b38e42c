"""The form of a counter-signature."""

from __future__ import annotations

from django import forms

from tashan.web.pages.places import code_named
from tashan.web.pages.words import later


class SignatureForm(forms.Form):
    """Another region's signature under a head."""

    number = forms.IntegerField(min_value=1, label=later("链头序号", "Number of the head"))
    digest = forms.RegexField(r"^[0-9a-f]{64}$", label=later("链头哈希", "Hash of the head"))
    place = forms.CharField(
        max_length=80,
        label=later("会签地区或机构", "Region or body that signs"),
        help_text=later("全称或代码，如浙江省、330000。", "Name or code, such as Zhejiang or 330000."),
    )
    signer = forms.CharField(max_length=200, label=later("签署人或单位", "Who signed"))
    signature = forms.CharField(
        max_length=10_000, label=later("签名（Base64）", "Signature (base64)"), widget=forms.Textarea(attrs={"rows": 3})
    )
    certificate = forms.CharField(
        max_length=20_000,
        required=False,
        label=later("证书（PEM）", "Certificate (PEM)"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=later(
            "有证书时当场验证 RSA、ECDSA、Ed25519 签名。",
            "With a certificate, RSA, ECDSA and Ed25519 are checked here.",
        ),
    )
    verification = forms.CharField(
        max_length=2000,
        required=False,
        label=later("在别处如何验证", "How it was checked elsewhere"),
        help_text=later(
            "国密等此处不能验证的签名，请写明由谁、用什么工具验证。", "For SM2 and others that cannot be checked here."
        ),
    )

    def clean_place(self) -> str:
        """The code of the region that is named."""
        return code_named(str(self.cleaned_data["place"]))
