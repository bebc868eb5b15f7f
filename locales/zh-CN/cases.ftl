# Applications and cases.

# Applying.
apply-title = 办事说明
apply-draft-title = 您有没填完的申请
apply-go-on = 继续填写
apply-for = 办事人
apply-for-other = 替别人或企业办理，先到“我的”切换身份
apply-limit = 承诺多久办好
apply-materials = 需要的材料
apply-no-materials = 不需要材料
apply-sections = 要填的内容分{ $count }页，每一步都会自动保存，可以随时停下。
apply-begin = 开始填写
apply-begin-new = 另填一份新的
apply-question-intro = 先回答几个问题，看看能不能在这里办。
apply-next = 继续
apply-eligible = 您可以申请
apply-eligible-text = 按您的回答，可以在这里办理。
apply-fill = 填写申请
apply-not-eligible = 按您的回答，不能在这里申请
apply-because = 依据您对“{ $question }”的回答
apply-again = 重新回答
apply-back = 回到事项说明
apply-not-online = 这个事项还不能在网上申请，办理方式见事项说明。
apply-grade = 办这件事需要更高的实名级别。请到“我的”完成实名核验后再来。

# Drafts.
draft-title = 申请填写
draft-saved-at = 上次保存于{ $when }
draft-materials = 上传材料
draft-materials-count = { $all }份中已备好{ $given }份
draft-delivery = 结果怎么给您
draft-check = 核对并提交
draft-check-blocked = 先做完上面的部分
draft-optional = 可不填
draft-remove = 删除这份草稿
draft-removed = 草稿已删除
draft-too-many = 您的草稿已有50份。请先到“我的办件”提交或删除一些。
section-next = 保存并继续
section-again = 保存并再添一项
section-list = 保存并回到清单
section-upload-elsewhere = 在“上传材料”一步上传

# Materials.
materials-lead = 拍照上传就可以。存过的材料可以从材料库选。
materials-upload = 上传
materials-added = 材料已收到
materials-removed = 已移除
materials-none = 请先选择文件
materials-merge = 把图片合成一份PDF
materials-merge-few = 两张以上的图片才需要合成
materials-merged = 图片已合成一份PDF
materials-from-vault = 从我的材料库选
materials-choose = 选哪一份
materials-consent = 我同意把这份材料用于这次申请
materials-consent-missing = 请勾选同意后再选用材料库里的材料
materials-expired = 这份材料已过有效期，请换一份
materials-take = 选用
materials-promise-intro = 这份材料可以先受理、后补交。受理后会告诉您补交的最后日期，材料补齐之前不会出结果，逾期未补会终止办理。
materials-promise-text = 我承诺在规定日期前补交，并知道逾期会终止办理
materials-promise = 先提交，后补交
materials-promised = 已承诺后补
materials-unpromise = 不用后补，现在就传
materials-may-not-follow = 这份材料不能后补，请现在上传
materials-not-wanted = 现在不需要补交这份材料
materials-done = 材料好了

# Delivery.
delivery-question = 结果怎么给您
delivery-courier = 寄到家
delivery-courier-hint = 本人签收
delivery-print = 自己下载打印
delivery-print-hint = 办好后在“我的办件”里下载，扫码可验真伪
delivery-hall = 到大厅领取
delivery-name = 收件人
delivery-phone = 收件人电话
delivery-address = 收件地址
delivery-save = 保存
delivery-error-way = 请选择一种方式
delivery-error-name = 请填写收件人姓名，最多50字
delivery-error-phone = 请填写能联系到的电话号码，例如13800000001
delivery-error-address = 请填写详细地址，6到200字

# Check and submit.
check-declaration-text = 提交后会立即收到办件编号和回执。内容不真实会影响办理结果。
check-declaration = 我确认以上内容真实，同意提交
check-declaration-error = 请先勾选下面的确认，再提交
check-submit = 提交申请
check-materials-missing = 还缺材料：{ $names }
check-delivery-missing = 请先选择结果怎么给您
api-key = idempotency_key 应为1到100个字符
api-unknown-field = 表单里没有“{ $field }”这一项，请对照事项的表单定义
api-materials = 这个事项需要上传材料，请在网页上申请

# Receipt.

# The case.
correction-title = 补正
correction-lead = 请在{ $day }前改好下面的内容，一次交齐。
correction-send = 提交补正
correction-sent = 补正已收到
correction-over = 现在没有要补正的内容

# My cases.

# States.
case-state-submitted = 已提交
case-state-pre-checked = 已预审
case-state-received = 已收件
case-state-to-be-corrected = 待补正
case-state-corrected = 已补正
case-state-not-accepted = 不予受理
case-state-not-ours = 不属于本机关办理
case-state-no-licence-needed = 不需要办理许可
case-state-accepted = 已受理
case-state-review = 审查中
case-state-special = 特别程序中
case-state-granted = 已准予
case-state-refused = 不予许可
case-state-produced = 结果已制作
case-state-dispatched = 已寄出
case-state-delivered = 已送达
case-state-closed = 已办结
case-state-rated = 已评价
case-state-returned = 已退件
case-state-withdrawn = 已撤回
case-state-ended = 已终止

# Acts.
case-act-submit = 提交申请
case-act-pre-check = 预审
case-act-receive = 收件
case-act-ask-correction = 告知补正
case-act-correct = 补正
case-act-accept = 受理
case-act-accept-by-silence = 逾期未告知，视为受理
case-act-decline = 不予受理
case-act-not-ours = 告知向其他机关申请
case-act-no-licence-needed = 告知不需要许可
case-act-return = 退件
case-act-review = 进入审查
case-act-pause = 进入特别程序
case-act-resume = 特别程序结束
case-act-extend = 延长办理期限
case-act-supply = 补交材料
case-act-remind = 提醒
case-act-alarm = 超期提醒负责人
case-act-grant = 准予
case-act-refuse = 不予许可
case-act-produce = 制作结果
case-act-dispatch = 寄出
case-act-deliver = 送达
case-act-close = 办结
case-act-withdraw = 撤回
case-act-end-overdue = 逾期未补齐，终止办理
case-act-rate = 评价
case-act-assign = 分派

# Notices.
notice-case-submitted = 您申请的“{ $item }”已收到，办件编号{ $no }。
notice-case-correction = “{ $item }”有{ $count }处要补正，请在{ $due }前改好。办件编号{ $no }。
notice-case-accepted = “{ $item }”已受理，最晚{ $due }有结果。办件编号{ $no }。
notice-case-accepted-missing = “{ $item }”已先行受理，还有{ $count }份材料请在{ $due }前补交。办件编号{ $no }。
notice-case-accepted-by-silence = “{ $item }”自收到之日起视为受理，最晚{ $due }有结果。办件编号{ $no }。
notice-case-declined = “{ $item }”不予受理：{ $reason }。办件编号{ $no }。
notice-case-not-ours = “{ $item }”请向{ $organ }申请：{ $reason }。办件编号{ $no }。
notice-case-no-licence-needed = “{ $item }”不需要办理许可：{ $reason }。办件编号{ $no }。
notice-case-returned = “{ $item }”已退件：{ $reason }。可以重新申请。办件编号{ $no }。
notice-case-paused = “{ $item }”进入{ $procedure }，这段时间不计入时限：{ $reason }。办件编号{ $no }。
notice-case-resumed = “{ $item }”恢复审查，最晚{ $due }有结果。办件编号{ $no }。
notice-case-extended = “{ $item }”延长{ $days }个工作日：{ $reason }。最晚{ $due }有结果。办件编号{ $no }。
notice-case-reminder = 提醒：“{ $item }”的{ $what }请在{ $due }前交来。办件编号{ $no }。
notice-case-granted = “{ $item }”已准予，正在制作结果。办件编号{ $no }。
notice-case-refused = “{ $item }”不予许可：{ $reason }。办件编号{ $no }，可以依法申请复议或诉讼。
notice-case-produced = “{ $item }”的结果已制作好。办件编号{ $no }。
notice-case-dispatched = “{ $item }”的结果已寄出，运单号{ $parcel }。办件编号{ $no }。
notice-case-closed = “{ $item }”已办结，请您评价。办件编号{ $no }。
notice-case-ended = “{ $item }”没有按期补齐{ $what }，已终止办理。可以重新申请。办件编号{ $no }。
