"""
The words for what was done: every action that is written into the chain, in both languages.

The chain is for good and names actions as the program does, `room.verb_noun`; people read what was done. One table
serves all rooms, grouped by them, so that the pages of the chain can offer them as a choice. An action that is missing
here is shown as it stands; a test finds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tashan.web.pages.words import say, spoken

ROOMS: Final[Mapping[str, tuple[str, str]]] = {
    "accounts": ("人员与角色", "People and roles"),
    "archive": ("文献与记录", "Documents and records"),
    "approvals": ("表决", "Votes"),
    "governance": ("治理", "Governance"),
    "learning": ("学习", "Learning"),
    "integration": ("一体化", "Integration"),
    "sharing": ("分享", "Sharing"),
    "jobs": ("后台任务", "Background work"),
    "notices": ("通知", "Notices"),
    "audit": ("变更链", "Chain of changes"),
}
"""Each room that writes into the chain, by its name in actions, in the order in which they are offered."""

ACTIONS: Final[Mapping[str, tuple[str, str]]] = {
    # people and what they may do
    "accounts.add_organisation": ("添加单位", "added an organisation"),
    "accounts.add_person": ("添加人员", "added a person"),
    "accounts.grant_role": ("授予角色", "granted a role"),
    "accounts.withdraw_role": ("收回角色", "took a role away"),
    "accounts.reset_password": ("重设临时密码", "set a temporary password"),
    "accounts.remove_second_factor": ("移除第二因素", "took a second factor away"),
    "accounts.close_account": ("停用账号", "closed an account"),
    "accounts.open_account": ("恢复账号", "opened an account again"),
    "accounts.make_token": ("生成访问令牌", "made an access token"),
    "accounts.revoke_token": ("吊销访问令牌", "revoked an access token"),
    # documents, records, events
    "archive.add_document": ("收进文献", "brought a document in"),
    "archive.store_reading": ("读出文献的记录", "read the records of a document"),
    "archive.fail_reading": ("未能读出文献", "could not read a document"),
    "archive.edit_document": ("修改文献的来源信息", "changed what is said about a document"),
    "archive.publish_document": ("公开文献", "published a document"),
    "archive.withdraw_document": ("撤下文献", "took a document down"),
    "archive.add_record": ("补充记录", "added a record"),
    "archive.accept_record": ("接受记录", "accepted a record"),
    "archive.correct_record": ("改正记录", "corrected a record"),
    "archive.reject_record": ("驳回记录", "rejected a record"),
    "archive.undo_review": ("撤销审核", "undid a review"),
    "archive.code_record": ("独立编码", "coded a record"),
    "archive.merge_events": ("合并事件", "merged two events"),
    "archive.split_event": ("拆分事件", "split a report off an event"),
    "archive.choose_value": ("选定采用的值", "chose the value that is taken"),
    "archive.receive_request": ("收到公众请求", "received a request of the public"),
    "archive.answer_request": ("答复公众请求", "answered a request of the public"),
    # votes
    "approvals.open_request": ("提交表决", "asked for the vote"),
    "approvals.vote": ("表决", "voted"),
    "approvals.approved": ("通过并生效", "approved and in force"),
    "approvals.rejected": ("未通过", "rejected"),
    "approvals.returned": ("退回", "returned"),
    "approvals.withdrawn": ("撤回", "withdrawn"),
    "approvals.reopen_request": ("重新提交", "opened again"),
    # bodies, sessions, matters, registers
    "governance.propose_matter": ("提出事项", "proposed a matter"),
    "governance.show_matter": ("改变事项的可见范围", "changed who sees a matter"),
    "governance.move": ("变更事项的阶段", "moved a matter"),
    "governance.opened": ("提出事项", "opened a matter"),
    "governance.baselined": ("确定事项的目标和期限", "set the baseline of a matter"),
    "governance.rebaselined": ("重订事项的目标和期限", "set a new baseline of a matter"),
    "governance.reported": ("牵头方自报进展", "reported progress of a matter"),
    "governance.evidenced": ("补充证据", "added evidence to a matter"),
    "governance.dated": ("填报日期", "entered a date of a matter"),
    "governance.coded": ("核验完成度", "coded the completion of a matter"),
    "governance.confirmed": ("确认核验", "confirmed the coding of a matter"),
    "governance.declined": ("不予确认", "declined the coding of a matter"),
    "governance.linked": ("关联会议、规划或协议", "linked a matter"),
    "governance.funded": ("填报资金", "entered funds of a matter"),
    "governance.resulted": ("填报成效", "entered a result of a matter"),
    "governance.adopted": ("记录他处采用", "entered an adoption elsewhere"),
    "governance.assessed": ("评估结项", "assessed the closure of a matter"),
    "governance.asked": ("商请成员同意", "asked members to agree on a matter"),
    "governance.answered": ("成员答复商请", "answered for a member"),
    "governance.objected": ("提出异议", "objected to an entry of a matter"),
    "governance.settled": ("处理异议", "settled an objection"),
    "governance.retracted": ("撤销一条记载", "retracted an entry of a matter"),
    "governance.escalate": ("逾期上报", "passed a late matter up"),
    "governance.ask_correction": ("收到更正意见", "received a request to correct a matter"),
    "governance.answer_correction": ("答复更正意见", "answered a request to correct a matter"),
    "governance.import_list": ("导入事项清单", "imported a list of matters"),
    "governance.keep_mechanism": ("修改机制档案", "changed the file of a mechanism"),
    "governance.keep_session": ("筹备会议", "prepared a session"),
    "governance.hold_session": ("登记会议召开", "entered that a session was held"),
    "governance.ask_members": ("把清单送成员表决", "sent a list to the members' vote"),
    "governance.adopt_list": ("清单通过", "adopted a list of matters"),
    "governance.list_not_adopted": ("清单未通过", "did not adopt a list of matters"),
    "governance.keep_agreement": ("登记协议", "entered an agreement"),
    "governance.keep_plan": ("登记规划", "entered a plan"),
    "governance.keep_register": ("登记名录", "entered something in a register"),
    # practices, visits, models
    "learning.enter_practice": ("录入做法", "entered a practice"),
    "learning.edit_practice": ("修改做法", "changed a practice"),
    "learning.review_practice": ("审核做法", "reviewed a practice"),
    "learning.add_visits": ("上传考察表", "uploaded a table of visits"),
    "learning.publish_visits": ("改变考察表是否公开", "changed who sees a table of visits"),
    "learning.withdraw_visits": ("停用考察表", "took a table of visits out of use"),
    "learning.run_model": ("开始计算模型", "started a model"),
    "learning.finish_run": ("模型算完", "finished a model"),
    # figures, indices, goals
    "integration.add_data": ("上传数据表", "uploaded a table of figures"),
    "integration.publish_data": ("改变数据表是否公开", "changed who sees a table of figures"),
    "integration.withdraw_data": ("停用数据表", "took a table of figures out of use"),
    "integration.add_index": ("定义指数", "defined an index"),
    "integration.withdraw_index": ("停用指数", "took an index out of use"),
    "integration.set_target": ("设定目标", "set a goal"),
    "integration.withdraw_target": ("停用目标", "took a goal out of use"),
    # contracts, statements, funds
    "sharing.draft_contract": ("草拟协议", "drafted a contract"),
    "sharing.propose_contract": ("把协议送各方表决", "sent a contract to the parties' vote"),
    "sharing.contract_in_force": ("协议生效", "a contract came into force"),
    "sharing.contract_draft_again": ("协议退回草拟", "a contract became a draft again"),
    "sharing.enter_base": ("录入基数", "entered figures of a period"),
    "sharing.propose_base": ("把基数送各方确认", "sent figures to the parties to confirm"),
    "sharing.base_confirmed": ("基数获确认", "figures were confirmed"),
    "sharing.base_draft_again": ("基数退回草拟", "figures became a draft again"),
    "sharing.issue_statement": ("出具对账单", "issued a statement"),
    "sharing.object": ("对账单提出异议", "objected to a statement"),
    "sharing.answer_objection": ("答复异议", "answered an objection"),
    "sharing.open_fund": ("设立资金账", "opened a fund"),
    "sharing.book_fund": ("资金记账", "entered into a fund"),
    "sharing.keep_list": ("登记产业目录", "entered a list of industries"),
    "sharing.keep_platform": ("登记承接平台", "entered a receiving platform"),
    "sharing.keep_round": ("登记对接轮次", "entered a matching round"),
    # the rest
    "jobs.start_job": ("开始后台任务", "started background work"),
    "jobs.stop_job": ("停止后台任务", "stopped background work"),
    "jobs.resume_job": ("继续后台任务", "resumed background work"),
    "notices.renew_calendar": ("更换日历地址", "changed the address of a calendar"),
    "audit.counter_sign": ("存入外地会签", "kept a counter-signature"),
}
"""Each action with its Chinese and English words."""


def action_words(action: str) -> str:
    """What was done, in the reader's language; an unknown action as the chain names it."""
    known = ACTIONS.get(action)
    return spoken(*known) if known else action


def action_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every action as the choices of a form, by room; the first of a room stands for all that is done in it."""
    return [
        (
            spoken(*words),
            [
                (f"{room}.", say("{room}：全部", "{room}: everything", room=spoken(*words))),
                *((action, spoken(*done)) for action, done in ACTIONS.items() if action.startswith(f"{room}.")),
            ],
        )
        for room, words in ROOMS.items()
    ]


__all__ = ["ACTIONS", "ROOMS", "action_choices", "action_words"]
