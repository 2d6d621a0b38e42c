"""Words of the genre: titles, organs, delegations, journeys; shared by the clause patterns."""

from __future__ import annotations

import re

from tashan.reading._patterns import forked

#: Words that stand in the names of organs and before titles ("CPC Guangdong Provincial Committee").
ORGAN_WORDS = """
    party cpc communist china chinese provincial municipal city county district prefectural prefecture regional
    autonomous region province
    municipality committee committees standing government governments people's peoples congress political
    consultative conference cppcc
    npc leadership leading members' group general office bureau department commission work works working united
    front organization
    organisation publicity discipline inspection supervision administration development reform affairs foreign
    trade commerce culture
    cultural tourism science technology education health finance financial security economy economic information
    industry industrial
    agriculture agricultural rural human resources environment environmental ecology ecological transport
    transportation logistics
    housing constitutional mainland home youth innovation justice civil service services treasury food welfare
    labour labor public
    social planning area zone new high-tech hi-tech administrative special sar hksar msar cooperation co-operation
    council federation
    court procuratorate legislative executive management commissioner's secretariat branch township town village
    subdistrict
    investment promotion taiwan water conservancy urban construction natural overseas state-owned assets statistics
    audit
    emergency market regulation intellectual property border port customs poverty alleviation relief rural
    revitalization
    revitalisation assistance support paired-up counterpart headquarters league women's sports publishing radio
    film television
    energy forestry tibetan tujia uygur uyghur zhuang mongolian kazakh korean
    belt road political bureau central regiment division corps pairing aid research policy international
    communications press archives ethnic religious medical veterans telecom cyberspace data big bay greater
"""
_ORGAN = sorted({re.escape(w) for w in ORGAN_WORDS.split()}, key=lambda w: (-len(w), w))
ORGAN = rf"(?:\b(?:{forked(_ORGAN, ignoring_case=True)})(?:'s?)?(?![\w-]))"

#: Head nouns of titles. "Generic" ones make a title only with an organ or a region beside them.
HEADS = (
    "secretary[- ]general|secretaries|secretary|party chiefs?|party boss|party head|mayors?|governors?|magistrates?|"
    "chairman|chairmen|chairwoman|chairperson|chief executive|commissioner|vice[- ]premier|premier|"
    "(?:city|county|district|prefecture|government) (?:head|chief)|director[- ]generals?|directors-general|directors?"
)
GENERIC_HEADS = (
    "counterparts?|head|chief|chair|president|leaders?|member|commander-in-chief|commander|minister|deputy head"
)
RANKS = (
    r"(?:(?:county-level|prefecture-level|city-level|district-level|first|second|third|full-time|permanent|"
    r"executive|standing|deputy|vice|acting|assistant|under|then|former|ex|new|newly[- ]appointed|newly[- "
    r"]elected|"
    r"incumbent|honorary|top|senior|concurrent|party|chief|financial|general|provincial|municipal|city|county|"
    r"district|prefecture|regional)[- ]+)"
)

#: Capitalised words that never begin or end a person's name.
NOT_NAMES = (
    "Professor|Party|Secretary|Mayor|Governor|Vice|Deputy|Municipal|Provincial|Committee|Government|Delegation|People|"
    "People's|Congress|City|Province|"
    "County|District|Prefecture|Region|Regional|Autonomous|Bay|Area|Zone|Mr|Mrs|Ms|Dr|Miss|Sir|Prof|The|This|"
    "That|These|Those|It|They|We|I|In|On|At|"
    "From|To|For|With|By|And|But|Or|As|After|Before|During|When|While|Since|Also|Both|All|Other|Its|His|Her|"
    "Their|Our|Mainland|Greater|"
    "January|February|March|April|June|July|August|September|October|November|December|"
    "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|China|Chinese|Central|National|State|General|"
    "Office|Bureau|Department|"
    "Commission|Standing|Political|Consultative|Conference|CPPCC|CPC|NPC|SAR|HKSAR|MSAR|Chief|Executive|"
    "Director|Chairman|Chairwoman|President|"
    "Minister|Member|Head|Leader|Economic|Development|Joint|Meeting|Forum|Symposium|Cooperation|Co-operation|"
    "Session|Plenary|"
    "University|College|Institute|Company|Group|Corporation|Bank|Center|Centre|Park|River|Delta|Yangtze|"
    "Pearl|Belt|Road|Initiative|North|"
    "South|East|West|Northern|Southern|Eastern|Western|New|High|Hi-Tech|Special|Administrative|Xinhua|Daily|"
    "News|Agency|Editor|Source|"
    "Translator|Photo|Updated|Communist|Leading|Work|United|Front|Science|Technology|Industry|Industrial|"
    "Trade|Commerce|Culture|Tourism|"
    "Education|Health|Finance|Financial|Security|Transport|Justice|Labour|Affairs|Foreign|Home|Hong(?= Kong)|K(?<=Hong .)ong|"
    "Macao|Macau|Taiwan|Accompanied|According|"
    "Led|Headed|Meanwhile|However|Later|Earlier|Then|Attending|Speaking|Present|Under|Among|Organization|"
    "Publicity|Council|Federation|"
    "Chamber|Association|Alliance|Agreement|Framework|Memorandum|Communique|Declaration|Meets|Met|Visits|"
    "Visited|Leads|Attends|Attended|Receives|Received|Holds|Held|Inspects|Inspected|Hosts|Hosted|Welcomes|"
    "Says|Said|Plans|Heads|Signs|Signed|Calls|"
    "Starts|Begins|Returns|Arrives|Arrived|Speaks|Pays|Concludes|Ends|Makes|Tours|Delivers|Promotes|Urges|"
    "Stresses|Second|Third|Fourth|Fifth|Sixth|First|Today|Yesterday"
)
_NOT_FIRST = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|An"
_WORD = r"(?:[A-Z][a-z]+(?:['-](?!s\b)[A-Za-z]?[a-z]+)*|[A-Z]{1,3}\.?(?![\w]))"
# The capital is looked for first: few characters are one, and there are many words to leave out.
_GOES_ON, _BEGINS, _BEGINS_ALONE = (
    rf"(?=[A-Z])(?!(?:{forked(words.split('|'))})\b)"
    for words in (NOT_NAMES, f"{NOT_NAMES}|{_NOT_FIRST}", f"{NOT_NAMES}|{_NOT_FIRST}|He|She")
)
#: A personal name of two to four words, or with initials ("CY Leung", "Ko Wing-man", "Chen Min'er").
NAME = rf"(?:(?:Fernando )?Chui Sai On|{_BEGINS}{_WORD}(?: {_GOES_ON}{_WORD}){{1,3}})"
#: One word that may be a name where a title stands before it ("Governor Gamapengcuo").
SHORT_NAME = rf"(?:{_BEGINS_ALONE}[A-Z][a-z]+(?:['-](?!s\b)[A-Za-z]?[a-z]+)*)"
HONORIFIC = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Professor|Prof|Sir|Comrade|Madam)\.? )"

SURNAMES = frozenset(
    """Ai Bai Bao Bi Bu Cai Cao Cen Chai Chang Che Chen Cheng Chi Chu Cui Dai Deng Ding Dong Dou Du Duan Fan Fang Fei Feng Fu Gan Gao Ge
    Geng Gong Gou Gu Guan Guo Han Hao He Hou Hu Hua Huang Huo Ji Jia Jian Jiang Jiao Jin Jing Ju Kang Ke Kong Kou
    Kuang Lai Lan Lang Lao
    Lei Leng Li Lian Liang Liao Lin Ling Liu Long Lou Lu Luan Luo Lv Lyu Ma Mao Mei Meng Mi Miao Min Mo Mou Mu Nan
    Ni Nie Ning Niu Ou Ouyang Pan
    Pang Pei Peng Pi Pu Qi Qian Qiao Qin Qiu Qu Quan Ran Ren Rong Ruan Rui Sang Sha Shan Shang Shao Shen Sheng Shi
    Shu Si Sima Situ Song Su
    Sui Sun Tai Tan Tang Tao Teng Tian Tie Tong Tu Wan Wang Wei Wen Weng Wu Xi Xia Xian Xiang Xiao Xie Xin Xing
    Xiong Xu Xue Yan
    Yang Yao Ye Yi Yin Ying You Yu Yuan Yue Yun Zang Zeng Zha Zhai Zhan Zhang Zhao Zhen Zheng Zhong Zhou Zhu Zhuang
    Zhuge Zhuo Zong Zou Zu Zuo
    Chan Cheung Chow Choi Chui Fok Ho Ip Kwok Kwan Lam Lau Lee Leong Leung Lo Mak Ng Poon Sam Sin Tam Tse Tsang Tung Wong Yeung Yip Yau""".split()
)

#: Nouns for those who travel, and the words that may stand before them.
_AT_WORK = forked(
    "study|study tour|inspection|investigation|investigating|research|working|work|observation|visiting|exchange|survey|"
    "fact-finding|learning|tour|advance|promotion|liaison".split("|"),
    ignoring_case=True,
)
DELEGATION = (
    rf"(?:(?-i:[dD])elegations?|(?-i:[mM])issions?|(?:{_AT_WORK}) (?:groups?|teams?|part(?:y|ies))|"
    r"(?-i:[cC])ontingents?|(?-i:[eE])ntourages?|(?-i:[tT])ask ?force)"
)
DELEGATION_WORDS = """
    high-level high-ranking senior official large small joint special young first second third recent visiting
    strong sized big local local-government
    party government party-government party-and-government political cpc cppcc people's peoples congress
    consultative conference legislative npc provincial municipal city county
    district prefectural prefecture regional autonomous region province municipality committee administrative sar
    hksar msar leading economic trade
    business commercial investment promotion cultural culture tourism science technology tech education medical
    health media press
    youth youths agricultural agriculture industry industrial entrepreneur entrepreneurs' entrepreneurial
    entrepreneurs enterprise enterprises'
    corporate friendship study inspection exchange learning research investigation working work official's
    officials' leaders' paired
    assistance aid poverty alleviation poverty-alleviation counterpart support cooperation co-operation overseas
    returned united front women's
    federation chamber commerce finance financial planning transport environmental ecological court judicial
    procuratorial police
    public security civil township town economic-trade mayoral women trade-union federation-led combined 12-strong
    uygur uyghur zhuang hui
    tibetan mongolian yi miao kazakh communist china standing special people tour fact-finding survey visit task
    zone new area development
    and cum
""".split()
DELEGATION_SET = frozenset(DELEGATION_WORDS)
_DELEGATION = sorted({re.escape(w) for w in DELEGATION_SET}, key=lambda w: (-len(w), w))
DELEGATION_WORD = (
    rf"(?:(?:{forked(_DELEGATION, ignoring_case=True)})(?![\w'])|"
    rf"\d+-?(?:member|person|strong|people|man|odd)?|&)"
)
_RANKED = forked(
    "senior|government|party|provincial|municipal|city|county|district|local|top|high-ranking|key|leading|party and government".split(
        "|"
    ),
    ignoring_case=True,
)
_PERSONS = forked(
    (
        "officials?|leaders|cadres|representatives|delegates|government leaders|mayors|lawmakers|legislators|political advisers|"
        "political advisors|envoys|civil servants"
    ).split("|"),
    ignoring_case=True,
)
PEOPLE = rf"(?:(?:(?:{_RANKED}) )*(?:{_PERSONS}))"
BUSINESS_PEOPLE = (
    r"(?:(?:business|corporate|private|industry) (?:people|leaders|executives|representatives|owners)|"
    r"businessmen|businesspeople|entrepreneurs|"
    r"(?:[a-z]+ )?(?:enterprises|companies|firms|merchants|investors))"
)

PAPERS = (
    r"(?:agreements?|memorand(?:um|a|ums)(?: of (?:understanding|co-?operation))?|MoUs?|letters? of intent|"
    r"letter of cooperation|pacts?|accords?|"
    r"declarations?|protocols?|contracts?|(?:co-?operation |legal )?documents?|deals?|treat(?:y|ies)|"
    r"frameworks?|charters?|communiques?|papers?|arrangements?|proposals?|initiatives?|statements?|plans?)"
)
SIGNED = (
    r"(?:(?:co-?)?sign(?:ed|s|ing)?|ink(?:ed|s|ing)?|conclud(?:ed|es|ing)|reach(?:ed|es|ing)?|enter(?:ed|s|ing)? into|"
    r"seal(?:ed|s|ing)?|penned|put pen to paper on|"
    r"put (?:their|its) (?:names?|signatures?) to|struck|clinched|exchanged|endors(?:ed?|es)|initialed|initialled|"
    r"finali[sz]ed)"
)
