# What presend says, in Simplified Chinese.
#
# Fluent (projectfluent.org): a name, a sign of equality, a text; { $name } is what is filled in, and a text in braces is taken as it is.
# To translate: copy en.ftl, and keep names, values and signs such as { $rows }. A test names what is missing, and every value that is.

## Syntax: what is written cannot be, or is seldom, an address

code-syntax-no_at = 没有 @ 符号
    .why = 地址必须用 @ 分开邮箱名和域名；缺少它，邮件服务器不知道投递到哪里。
    .fix = 请核实正确的地址，否则删除该行。
code-syntax-multiple_at = 多于一个 @ 符号
    .why = 引号之外只能有一个 @，否则无法确定哪一部分是域名。
    .fix = 请删除多余的 @；如果单元格里有两个地址，请拆开。
code-syntax-empty_local = @ 前面没有内容
    .why = @ 前面的部分是邮箱名，没有它就没有收件人。
    .fix = 请核实正确的地址，否则删除该行。
code-syntax-empty_domain = @ 后面没有内容
    .why = @ 后面的部分指明收信主机，没有它邮件无法发出。
    .fix = 请核实正确的地址，否则删除该行。
code-syntax-local_too_long = 邮箱名超过 64 字节
    .why = @ 前面的部分最多 64 字节。少数主机接受更长的，多数会拒收。
    .fix = 请确认单元格里确实是一个真实地址；只有确知可用时才保留。
code-syntax-local_far_too_long = 邮箱名超过 128 字节
    .why = @ 前面的部分超过邮件主机必须接受的 64 字节的两倍。没有服务商会发放这样的邮箱，邮件主机也会拒收。
    .fix = 请确认单元格里只有一个地址，没有别的内容。
code-syntax-domain_too_long = 域名超过 253 字节
    .why = DNS 无法容纳超过 253 字节的名称，因此这个域名不可能存在。
    .fix = 请核实正确的地址，否则删除该行。
code-syntax-address_too_long = 地址超过 254 字节
    .why = SMTP 的路径连同尖括号最多 256 字节，所以地址最多 254 个。
    .fix = 请确认单元格里只有一个地址，没有别的内容。
code-syntax-label_too_long = 域名中有一段超过 63 字节
    .why = 域名两点之间的每一段，在 DNS 使用的形式下最多 63 字节。
    .fix = 请核实正确的地址，否则删除该行。
code-syntax-consecutive_dots = 连续两个点
    .why = 地址中不能有两个相连的点，通常是多打了一个。
    .fix = 与本人核实后删除多余的点，否则删除该行。
code-syntax-edge_dot = 首尾有点
    .why = @ 前面的部分和域名都不能以点开头或结尾。
    .fix = 与本人核实后删除这个点，否则删除该行。
code-syntax-illegal_char = 有不允许的字符
    .why = 不加引号的地址只能使用一小部分字符，其他字符会被邮件服务器拒绝。
    .fix = 与本人核实后改正该字符，否则删除该行。
code-syntax-invisible_char = 含有看不见的字符
    .why = 地址里有控制字符或改变阅读方向的字符。人看不见它，邮件服务器会拒绝它。
    .fix = 请重新手工输入地址；复制粘贴会把看不见的字符一起带过来。
code-syntax-domain_no_dot = 域名里没有点
    .why = 公共互联网上的邮件域名至少有两段，例如 example.com。
    .fix = 如果知道缺少的后缀，请补上；否则删除该行。
code-syntax-numeric_tld = 域名以数字结尾
    .why = 域名的最后一段绝不会全是数字，这看起来像 IP 地址或电话号码。
    .fix = 请核实正确的地址，否则删除该行。
code-syntax-hyphen_edge = 域名某一段的首尾有连字符
    .why = 域名的任何一段都不能以连字符开头或结尾，这样的域名无法注册。
    .fix = 请核实正确的地址，否则删除该行。
code-syntax-underscore = 域名中有下划线
    .why = 主机名不应有下划线。DNS 里虽有少数这样的名称，但许多邮件服务器会拒收。
    .fix = 请与本人核实域名，下划线往往是误打的连字符。
code-syntax-ip_literal = 用 IP 地址代替域名
    .why = 标准允许 user@[192.0.2.1]，但几乎没有收信主机接受它。
    .fix = 请向对方要一个带域名的地址。
code-syntax-ip_literal_non_public = IP 地址不在公共互联网上
    .why = 地址用私有、保留或文档用途的 IP 地址指明收信主机，如 [10.0.0.1]。该网络之外无法投递。
    .fix = 请删除该行。
code-syntax-quoted_local = 邮箱名带引号
    .why = 标准允许 "john doe"@example.com，但许多系统无法向它发信。
    .fix = 请确认地址确实应当这样写。
code-syntax-comment = 地址里有注释
    .why = 括号里的文字在邮件头中是注释，不属于收件地址。
    .fix = 请删除括号及其中的内容。
code-syntax-eai_local = @ 前面有非 ASCII 字符
    .why = 国际化邮箱是有效的，但只有支持 SMTPUTF8 的主机才能发送和接收。
    .fix = 只通过支持 SMTPUTF8 的系统发送。
code-syntax-idn_invalid = 不是有效的国际化域名
    .why = 这个域名的字符无法转换成 DNS 可用的名称。
    .fix = 请核实正确的地址，否则删除该行。
code-syntax-mixed_script = 一个词里混用不同文字
    .why = 域名的某一段混用了不同字母表，例如拉丁字母和西里尔字母。这是常见的骗术，也可能是键盘切换失误。
    .fix = 请用同一种键盘布局重新输入域名，否则删除该行。
code-syntax-idn_symbol = 域名中有表情符号或其他符号
    .why = 国际化域名的规则只允许字母、数字和组合标记。少数注册局卖过带符号的域名，许多邮件系统会拒收。
    .fix = 请与本人核实域名。
code-syntax-reserved_hyphens = 第三、四位是连字符
    .why = 域名的某一段第三、四位都是连字符，如 ab--cd.com。注册局把这类名称留给国际化域名，但 DNS 里仍有少数。
    .fix = 请与本人核实域名。
code-syntax-legacy_dots = 只有日本旧手机邮箱才有的点
    .why = @ 前面以点结尾或有两个相连的点都违反标准。日本手机运营商在 2009 年之前发放过这样的邮箱，许多邮件系统拒绝向其发信。
    .fix = 只有您的邮件系统会给这种邮箱名加引号时才保留，否则请对方换一个地址。
code-syntax-leftover = 地址前残留表单或链接的片段
    .why = @ 前面以 email=、%20 之类开头。标准允许，但几乎总是网页表单或链接的残留，这样的邮箱并不存在。
    .fix = 请核对建议的地址。
code-syntax-masked = 用星号代替了字母
    .why = @ 前面的部分有星号，原来的字母被隐藏了，如 a***@example.com。无法知道实际的邮箱。
    .fix = 请查找完整的地址，否则删除该行。
code-syntax-second_address = 旁边还有另一个地址
    .why = 这个地址旁边的姓名、备注或链接里还有另一个地址。它没有被采用，但也许它才是对的。
    .fix = 请查看单元格，保留正确的地址，或让每个地址各占一行。

## Repair: what was put right before judging

code-repair-trimmed = 去除空白
    .why = 单元格里地址的前后或中间有空格或看不见的字符。
    .fix = 无需处理：presend clean 会把修正后的地址写入合格的列表；加上 --fix none 则保留原样。
code-repair-angle = 去除尖括号
    .why = 地址写在尖括号里，如 <ann@example.com>。
    .fix = 无需处理：presend clean 会把修正后的地址写入合格的列表；加上 --fix none 则保留原样。
code-repair-display_name = 去除显示名
    .why = 单元格里既有姓名又有地址，如 Ann Lee <ann@example.com>。
    .fix = 无需处理：presend clean 会把修正后的地址写入合格的列表；加上 --fix none 则保留原样。
code-repair-mailto = 拆开 mailto: 链接
    .why = 单元格里是一个链接，如 mailto:ann@example.com?subject=hi。
    .fix = 无需处理：presend clean 会把修正后的地址写入合格的列表；加上 --fix none 则保留原样。
code-repair-percent_decoded = 还原百分号编码
    .why = 单元格内容来自网址，如 ann%40example.com。
    .fix = 无需处理：presend clean 会把修正后的地址写入合格的列表；加上 --fix none 则保留原样。
code-repair-entity_decoded = 还原 HTML 实体
    .why = 单元格内容来自网页，如 ann&#64;example.com。
    .fix = 无需处理：presend clean 会把修正后的地址写入合格的列表；加上 --fix none 则保留原样。
code-repair-full_width = 全角字符改为半角
    .why = 地址是用中文、日文或韩文输入法输入的，如 ann＠example。com。
    .fix = 无需处理：presend clean 会把修正后的地址写入合格的列表；加上 --fix none 则保留原样。
code-repair-smart_quote = 去除或改正引号
    .why = 地址写在引号里，或者文字处理软件加进了弯引号。
    .fix = 无需处理：presend clean 会把修正后的地址写入合格的列表；加上 --fix none 则保留原样。
code-repair-trailing_punct = 去除标点
    .why = 地址前后有逗号、分号、句号、项目符号之类。
    .fix = 无需处理：presend clean 会把修正后的地址写入合格的列表；加上 --fix none 则保留原样。
code-repair-split = 一个单元格里有多个地址
    .why = 单元格里不止一个地址，每个地址单独判断。
    .fix = 请让每个地址各占一行；presend clean --split 可以代劳。
code-repair-spelled_out = 用文字写出的 @ 或点
    .why = 地址写成让程序认不出的样子，如 ann (at) example (dot) com。
    .fix = 无需处理：presend clean 会把修正后的地址写入合格的列表；加上 --fix none 则保留原样。
code-repair-unsure = 地址旁边的内容可能属于地址
    .why = 地址前面或后面有文字或空白，如 john smith@example.com 或 kim@example.co m。它们可能是备注，也可能是另一个地址的一部分，因此不做改动。
    .fix = 请查看单元格，输入真正的地址。建议只是猜测。

## Typo: what was probably meant

code-typo-provider = 像是知名服务商名称的笔误
    .why = 该域名与一家大型邮箱服务商的域名非常接近，如 homail.com 之于 hotmail.com。
    .fix = 请核对建议。使用 --fix typos 时，确定的笔误会在原域名不收信的情况下被改正。
code-typo-tld = 像是后缀的笔误
    .why = 域名的后缀与常见后缀接近，如 .con 之于 .com。
    .fix = 请核对建议。使用 --fix typos 时，确定的笔误会在原域名不收信的情况下被改正。
code-typo-missing_dot = 像是漏了一个点
    .why = 域名里似乎少了一个点，如 gmailcom。
    .fix = 请核对建议的地址。
code-typo-comma = 像是把点写成了逗号
    .why = 域名里该有点的地方是逗号，如 gmail,com；也可能是一个单元格里有两项内容。
    .fix = 请核对建议的地址。
code-typo-homograph = 像是用别的字母写成的知名域名
    .why = 看上去是知名服务商的域名，实际用了另一种字母表的字母。
    .fix = 除非您认识对方，否则不要发送。请核对建议。
code-typo-frequent = 像是列表中常见域名的笔误
    .why = 该域名不接收邮件，而它与同一列表中许多行使用的另一个域名只差一处。
    .fix = 请检查建议。

## Domain: what the DNS says about the part after the @

code-domain-nxdomain = 域名不存在
    .why = DNS 表明没有这个域名。发往它的邮件会立即以“找不到主机”退回。
    .fix = 如果有建议，请采用建议；否则删除该行。
code-domain-null_mx = 域名声明不收邮件
    .why = 域名所有者发布了空 MX 记录，表示那里不接收任何邮件。
    .fix = 请删除该行。
code-domain-no_mail_host = 域名没有收信主机
    .why = 域名存在，但既没有 MX 记录也没有地址记录，邮件无处投递。
    .fix = 如果有建议，请采用建议；否则删除该行。
code-domain-implicit_mx = 没有 MX 记录，只有地址记录
    .why = 邮件可能会投递到该域名的网站服务器。少数小域名是这样收信的，多数只是停放或不收信。
    .fix = 只有确知该域名能收到邮件时才保留。
code-domain-mx_dangling = 域名的收信主机不存在
    .why = 域名列出了收信主机，但它们都没有地址，邮件无法投递。
    .fix = 请删除该行，或请域名所有者修正 MX 记录。
code-domain-mx_non_public = 收信主机只有内网地址
    .why = 该域名所有收信主机的地址都无法从公共互联网到达，例如 10.0.0.1。
    .fix = 请删除该行；公司内部邮件请使用 --allow-non-public。
code-domain-mx_ip_literal = 用 IP 地址代替收信主机名
    .why = MX 记录必须写主机名。有些发信方仍会向 IP 地址投递，许多不会。
    .fix = 只有确知该域名能收到邮件时才保留。
code-domain-mx_localhost = 收信主机指向发信方自己
    .why = 该域名的收信主机指向 localhost 或 127.0.0.1，邮件会回到发信的机器上。
    .fix = 请删除该行；实验环境请使用 --allow-non-public。
code-domain-special_use = 保留给示例或专用网络的名称
    .why = {"."}test、.invalid、.localhost 等名称以及 example.com 在公共互联网上永远收不到邮件，往往只是占位内容。使用 --offline 时只判断地址的书写形式，这样的行需要人工查看。
    .fix = 请删除该行；公司内部或实验环境请使用 --allow-non-public。
code-domain-unknown_tld = 后缀不存在
    .why = 没有这个顶级域，因此不可能有以它结尾的域名。
    .fix = 如果有建议，请采用建议；否则删除该行。
code-domain-parked = 域名只是停放
    .why = 该域名指向域名停放服务，多半没有人在那里收信。
    .fix = 只有确知该域名能收到邮件时才保留。
code-domain-shut_down = 邮箱服务已经关闭
    .why = 这家邮箱服务商已停止服务，那里的邮箱不再存在。
    .fix = 请删除该行，或向对方要一个新地址。

## Dns: why it could not be found out

code-dns-timeout = DNS 没有及时答复
    .why = DNS 服务器没有就这个域名给出答复。这不说明地址有问题。
    .fix = 请稍后再试；运行 presend clean 之后，可对 retry.csv 再运行一次。服务器较慢时请加大 --timeout。
code-dns-servfail = DNS 服务器报告故障
    .why = DNS 服务器找不到答案（SERVFAIL）。故障往往是暂时的，不说明地址有问题。
    .fix = 请稍后再试，或换一个服务器（--dns）；运行 presend clean 之后，可对 retry.csv 再运行一次。
code-dns-refused = DNS 服务器拒绝答复
    .why = DNS 服务器不为您服务，或认为您查询太多（REFUSED）。这不说明地址有问题。
    .fix = 请使用为您服务的 DNS 服务器（--dns），或放慢查询（--concurrency）。
code-dns-network = 无法连接 DNS 服务器
    .why = 查询 DNS 服务器时网络出错。这不说明地址有问题。
    .fix = 请检查网络和 --dns 设置后再试；运行 presend clean 之后，可对 retry.csv 再运行一次。
code-dns-malformed = DNS 答复无法使用
    .why = DNS 的答复残缺、过大或循环引用，无法据此判断地址。
    .fix = 请换一个服务器（--dns）；运行 presend clean 之后，可对 retry.csv 再运行一次。
code-dns-filtered = DNS 服务器过滤了答复
    .why = DNS 服务器拦截或替换了答复，或转交了过期或未通过验证的答复。这不说明地址有问题。
    .fix = 请使用不做过滤的 DNS 服务器（--dns）；运行 presend clean 之后，可对 retry.csv 再运行一次。
code-dns-lying_resolver = DNS 服务器给出虚假答复
    .why = DNS 服务器为不可能存在的名称给出了地址，或否认整个顶级域，它的答复不可信。
    .fix = 请换一个 DNS 服务器（--dns）。酒店网络、封闭网络和某些运营商会这样答复。
code-dns-not_in_facts = 事实表中没有该域名
    .why = 本次只依据事实表（--facts）判断，没有询问任何服务器，而表中没有该域名。这不说明地址有问题。
    .fix = 请补上缺少的域名：presend resolve LIST --facts OLD -o NEW，再用 --facts NEW 运行一次。

## Address: what kind of address it is

code-address-role = 岗位邮箱，不是个人
    .why = info@、sales@ 之类的地址由几个人共用或无人查看，投诉更多，许多发信方会把它们排除。
    .fix = 如果该机构确实订阅了您的邮件，就保留。
code-address-not_issued = 该服务商不可能发放的邮箱
    .why = 服务商对邮箱名的长度、字符和点有规定，@ 前面的部分不符合这些规定。除非很久以前的规定不同，否则不存在这样的邮箱。
    .fix = 请检查 @ 前面的部分是否有笔误，或向本人核实。
code-address-disposable = 一次性邮箱
    .why = 该域名提供只存在几分钟或几天的邮箱，很快就没有人在那里了。
    .fix = 不要用于群发，或请对方提供长期使用的地址。
code-address-free = 免费邮箱服务商
    .why = 这是任何人都能注册的邮箱。这不是问题，只用来区分个人地址和公司地址。
    .fix = 无需处理。
code-address-blocked = 被您的设置排除
    .why = 该域名在 presend.toml 的 blocked_domains 里。
    .fix = 无需处理；如果要发送，请把它从 blocked_domains 中删除。
code-address-duplicate = 重复的地址
    .why = 这个地址在前面的行里已经出现过，邮件会发送两次。
    .fix = 无需处理：保留了先出现的一行。
code-address-duplicate_alias = 同一邮箱的另一种写法
    .why = 服务商会把这种写法和前面某一行的写法投递到同一个邮箱，例如 Gmail 中的点或 + 标签。
    .fix = 保留其中一个，除非本人有意注册了两次。
code-address-suppressed = 在退信抑制名单中
    .why = 这个地址以前退过信，记录在抑制名单里。再次发送会损害发信信誉。
    .fix = 如果 presend 给出了建议地址，请改用它；否则不要发送。如果对方确认地址可用，再从抑制名单中删除。
code-address-do_not_mail = 在永不投递的名单里
    .why = 用 --never 指定的名单里有这个地址、它的散列或它的域名。
    .fix = 不要发送；如果有误，请从那份名单中删除。

## Input: the list itself

code-input-ragged = 列数与列表不符
    .why = 这一行的列数与列表其他行不同，地址可能在错误的列里。
    .fix = 请打开列表的这一行，检查列、引号和分隔符。
code-input-stray_quote = 引号没有闭合
    .why = 有一个单元格以引号开头却没有配对，电子表格和邮件程序会把后面的行都当作这个单元格的内容。
    .fix = 请用文本编辑器打开列表的这一行，删除或闭合引号。
code-input-encoding = 字节不是有效文字
    .why = 这一行有不符合列表编码的字节；该行按原字节输出。
    .fix = 如果姓名显示不对，请把列表重新保存为 UTF-8。
code-input-too_long = 单元格太长，不可能是地址
    .why = 单元格比任何地址都长得多；按原字节输出，但不读取。
    .fix = 请检查这一行前后的引号和换行。
code-input-other_address = 另一单元格中的地址未经检查
    .why = 邮箱列之外的单元格看起来是某个人的地址，却没有检查。
    .fix = 请用 --column 写出所有含地址的列，例如 --column email,billing_email；或把该地址移到其中一列。
code-input-formula = 地址的位置上是公式
    .why = 这个单元格里是公式，而且还没有计算结果，由程序生成的工作簿常常如此。
    .fix = 请用电子表格软件打开名单，保存后再用 presend 检查。
code-input-blank = 空行
    .why = 这一行没有任何内容。它归入被拒绝的行，不计入任何比例。
    .fix = 无需处理。
code-input-empty = 这一行没有地址
    .why = 地址单元格是空的，或该行没有这一列。
    .fix = 请删除该行，或补上地址。
code-sender-iprev = 发信 IP 的反向解析
    .why = 收信方会查询连接地址的名字，以及该名字是否指回该地址。
    .fix = 无需处理。
code-sender-ptr_missing = 发信 IP 没有 PTR 记录
    .why = 没有名字的地址会被当作家用电脑。Gmail 以及许多中国和欧洲的服务商会拒收。
    .fix = 请向提供该地址的一方（主机商、云、运营商）申请 PTR 记录，而不是域名注册商。
code-sender-ipv6_ptr_missing = IPv6 地址没有 PTR 记录
    .why = Gmail 拒收没有反向解析的 IPv6 地址发来的所有邮件，其他收信方也是如此。
    .fix = 请向提供该地址的一方申请 PTR 记录；在此之前只用 IPv4 发信。
code-sender-ptr_not_confirmed = PTR 名字没有指回该地址
    .why = PTR 记录里可以写任何名字，只有该名字指回该地址时收信方才相信。
    .fix = 请为 PTR 名字添加指向该地址的 A 或 AAAA 记录，或让 PTR 指向有此记录的主机。
code-sender-ptr_generic = PTR 名字像家庭宽带或主机商的默认名
    .why = 由地址数字组成或带有 dynamic、pool 等词的名字表示不该发信的机器，许多收信方会拒收或加垃圾分。
    .fix = 请申请一个自己的名字作为 PTR，例如 mail.example.com，并让它指回该地址。
code-sender-ptr_error = 无法查清反向解析
    .why = DNS 没有回答 PTR 记录或其名字，这并不说明记录不存在。遇到同样情况的收信方会暂缓收信。
    .fix = 请稍后重试；若一直如此，请让反向区或该名字所在区的管理者修复服务器。
code-sender-ptr_several = 有多个 PTR 名字
    .why = 该地址有多个名字，收信方可能以任意顺序看其中任何一个。
    .fix = 发信 IP 请只保留一条 PTR 记录，用服务器在 HELO 中使用的名字。
code-sender-ptr_too_many = PTR 名字多于收信方查看的数量
    .why = 收信方最多查看十个名字，指回该地址的那个可能不在其中。
    .fix = 发信 IP 请只保留一条 PTR 记录。
code-sender-ptr_alias = PTR 名字是别名
    .why = PTR 记录必须指向主机本身，而不是 CNAME。有些收信方不跟随别名，于是找不到名字。
    .fix = 请让 PTR 记录指向别名所指的主机，或为该名字设置自己的地址记录。
code-sender-ipv6_only = 只用 IPv6 发信
    .why = 许多收信主机没有 IPv6 地址，向它们发信需要 IPv4 的发信 IP。
    .fix = 请同时用 IPv4 发信，或用 --ip 一并给出 IPv4 地址。
code-sender-ip_non_public = 外界看不到的发信 IP
    .why = 私有和保留地址在出网时会被替换，收信方看到的是另一个地址。
    .fix = 请给出收信方看到的公网地址；公司内部邮件请用 --allow-non-public。
code-sender-documentation_address = 文档示例用的地址
    .why = 192.0.2.1、2001:db8::1 之类的地址只供书中举例，演练时用来代替真实地址。
    .fix = 正式检查时请给出真实地址。
code-sender-helo = 发信服务器的 HELO 名字
    .why = 发信服务器一开始会报出名字，收信方会看它是否完整、存在并与地址相符。
    .fix = 无需处理。
code-sender-helo_not_fqdn = HELO 名字不完整
    .why = localhost 或 mail 之类的名字别人无法查询，许多收信方会立即拒收。
    .fix = 请把服务器的 HELO 名字（Postfix：myhostname 或 smtp_helo_name）设为指向其地址的完整名字。
code-sender-helo_ip_literal = HELO 用地址代替名字
    .why = 标准允许没有名字的机器使用 [192.0.2.1]，但真正的邮件服务器都有名字，许多收信方会拒收；裸地址则根本不允许。
    .fix = 请把服务器的 HELO 名字设为指向其地址的完整名字。
code-sender-helo_invalid = HELO 名字含有不允许的字符
    .why = 主机名只能有字母、数字、连字符和点。带下划线等其他字符的 HELO 会被拒收。
    .fix = 请把服务器的 HELO 名字设为有效的完整名字。
code-sender-helo_unresolvable = HELO 名称无法解析
    .why = 收信方会查询该名字，没有地址的名字像是编造的，许多会拒收。
    .fix = 请为该名字发布地址记录，或改用已有地址记录的名字。
code-sender-helo_mismatch = HELO 名字指向另一个地址
    .why = 该名字存在，但不指向发信 IP，垃圾过滤器会因此扣分。
    .fix = 请让 HELO 名字也指向发信 IP，或为每个发信 IP 设置各自的 HELO 名字。
code-sender-helo_ptr_differ = HELO 名字与 PTR 名字属于不同的所有者
    .why = 服务器报的名字属于一个域，而其地址的名字属于另一个域，有些过滤器会因此扣分。
    .fix = 请申请与 HELO 相同的 PTR 名字，或用 PTR 名字作为 HELO。
code-sender-helo_error = 无法查询 HELO 名字
    .why = DNS 没有回答该名字，这并不说明它不存在。
    .fix = 请稍后重试；若一直如此，请联系该名字的 DNS 管理者。
code-sender-domain = 发信域名
    .why = 收信方在接收之前会看该域名是否存在、能否收到回复。
    .fix = 无需处理。
code-sender-not_a_domain = 不是域名的文本
    .why = 检查发信方要用 From 地址的域名。这段文本不是域名，因此什么也没有查询。
    .fix = 请只写域名，例如 example.com，每行一个；不要写链接或路径。
code-sender-no_domain = 发信域名不存在
    .why = 没有服务器会接收来自不存在域名的邮件：无法验证发信人，退信也无法送回。
    .fix = 请检查拼写；注册、续费该域名或发布其 DNS 区。
code-sender-no_mail_host = 发信域名不收信
    .why = 该域名没有 MX 也没有地址，回复和退信都无法投递，收信方会拒收。
    .fix = 请为该域名发布 MX 记录。
code-sender-null_mx = 发信域名声明不收信
    .why = 空 MX 表示该域名什么都不收，收信方可能拒收来自它的邮件。
    .fix = 请改用能收信的域名；只有该域名确实要发信并收回复时，才为它设置收信主机。
code-sender-implicit_mx = 没有 MX 但有地址的域名
    .why = 没有 MX 时域名的地址就是收信主机。这是允许的，但那里常常只是网站。
    .fix = 请发布指明收信主机的 MX 记录。
code-sender-mx_dangling = MX 记录无法解析
    .why = 域名指明的收信主机不存在或没有地址。若只有它，回复和退信会丢失，收信方会拒收。
    .fix = 请发布收信主机的地址，或删除该 MX 记录。
code-sender-mx_non_public = 收信主机只有私有地址
    .why = 外界无法连接该收信主机，做检查的收信方会拒收。
    .fix = 请在公共 DNS 中为收信主机发布公网地址。
code-sender-mx_localhost = 收信主机是对方自己的机器
    .why = 收信主机指向 localhost 或 127.0.0.1，回复会回到发件者自己那里。
    .fix = 请让 MX 记录指向真正的收信主机。
code-sender-mx_ip_literal = MX 记录写了地址而不是名字
    .why = MX 记录必须是主机名，多数服务器不会投递到其中的地址。
    .fix = 请为主机设置带 A 记录的名字，并让 MX 指向它。
code-sender-mx_cname = MX 记录指向别名
    .why = MX 中的名字不允许是 CNAME。多数服务器会跟随，有些会拒绝。
    .fix = 请让 MX 记录直接指向主机本身。
code-sender-mx_null_among_others = 空 MX 与其他 MX 并存
    .why = 空 MX 表示不收信，其他 MX 表示收信，有些收信方会相信空 MX。
    .fix = 请删除只写一个点的 MX 记录。
code-sender-domain_error = 无法查询域名
    .why = DNS 没有回答该域名或其收信主机，这并不说明它们不存在。遇到同样情况的收信方会暂缓收信。
    .fix = 请重试或换一台 DNS 服务器（--dns）；若一直如此，需要修复该域名的 DNS 服务器。
code-sender-spf = 发信人的 SPF
    .why = 收信方会询问 MAIL FROM 的域名，哪些地址可以替它发信。
    .fix = 无需处理。
code-sender-spf_missing = 没有 SPF 记录
    .why = 没有 SPF，别人无法区分您的邮件和伪造邮件。Gmail、Yahoo 和微软要求群发者有 SPF。
    .fix = 请发布列出所有发信 IP 的 TXT 记录。
code-sender-spf_fail = SPF 禁止该发信 IP
    .why = 记录没有列出该地址并以 -all 结尾，收信方会拒收或放入垃圾箱。
    .fix = 请把该地址加入 SPF 记录，或从已列出的地址发信。
code-sender-spf_softfail = SPF 没有列出该发信 IP
    .why = 记录没有列出该地址并以 ~all 结尾，邮件不能通过 SPF，会受到怀疑。
    .fix = 请把该地址加入 SPF 记录，或从已列出的地址发信。
code-sender-spf_neutral = SPF 对该发信 IP 没有说明
    .why = 记录没有列出该地址，对其他地址也没有说明，等于没有 SPF。
    .fix = 请把该地址加入 SPF 记录，并以 -all 或 ~all 结尾。
code-sender-spf_permerror = SPF 记录无法使用
    .why = 收信方遇到记录中的错误就停止，视为没有 SPF 或直接拒收。
    .fix = 请修正该记录。
code-sender-spf_temperror = 无法查清 SPF
    .why = DNS 没有回答记录的某一部分，这并不说明它缺失或有错。遇到同样情况的收信方会暂缓收信。
    .fix = 请重试；若一直如此，需要修复该域名的 DNS 服务器。
code-sender-spf_near_miss = 本想写成 SPF 记录的文本
    .why = 收信方只认以 v=spf1 加空格开头的记录，其他写法根本看不见。
    .fix = 请按所示写法书写记录。
code-sender-spf_several = 多于一条 SPF 记录
    .why = 有两条记录时收信方一条也不用（permerror）。
    .fix = 请把所有内容合并到一条记录，删除其余的。
code-sender-spf_syntax = SPF 记录语法有误
    .why = 一个无法读懂的项会毁掉整条记录（permerror），对所有地址都如此。
    .fix = 请改正或删除该项。
code-sender-spf_pass_all = SPF 允许任何人发信
    .why = +all 或不带符号的 all 让任何机器都能以该域名发信，垃圾过滤器视之为垃圾邮件者的标志。
    .fix = 请改为 -all；记录尚不完整时可用 ~all。
code-sender-spf_neutral_all = SPF 对其他地址没有说明
    .why = 使用 ?all 时，伪造邮件的待遇与没有 SPF 相同。
    .fix = 请改为 -all；记录尚不完整时可用 ~all。
code-sender-spf_no_all = SPF 记录没有结尾
    .why = 没有 all 或 redirect 时，相当于以 ?all 结尾：对其他地址没有说明。
    .fix = 请在末尾加上 -all 或 ~all。
code-sender-spf_ptr = SPF 使用了 ptr
    .why = ptr 机制缓慢、加重 .arpa 服务器负担，不应使用，有些收信方会跳过或拒绝。
    .fix = 请用 a、mx、ip4 或 ip6 代替。
code-sender-spf_too_long = SPF 记录超出一个数据报
    .why = 超过 512 字节的应答必须用 TCP 获取，有些收信方永远得不到。
    .fix = 请缩短记录，或把一部分移到被 include 的记录中。
code-sender-spf_many_lookups = SPF 接近查询次数上限
    .why = 收信方查询十次后停止；服务商再多一个 include，记录就失效。
    .fix = 请删除不再需要的 include，或用 ip4、ip6 代替 a 和 mx。
code-sender-spf_too_many_lookups = SPF 需要十次以上查询
    .why = 收信方查询十次后停止，整条记录都不用（permerror）。
    .fix = 请删除不再需要的 include，或用 ip4、ip6 代替 a 和 mx。
code-sender-spf_void_lookups = SPF 中有查不到内容的名字
    .why = 记录中有一项指向没有记录的名字，出现第三个时收信方就停止。
    .fix = 请删除该项或修复该名字。
code-sender-spf_too_many_void_lookups = SPF 中有两个以上查不到内容的名字
    .why = 收信方在第三个查不到内容的项处停止，整条记录都不用（permerror）。
    .fix = 请删除查不到内容的项。
code-sender-spf_after_all = SPF 中 all 之后的无效项
    .why = all 之后的内容不会被查看。
    .fix = 请把这些项移到 all 之前，或删除。
code-sender-spf_redirect_with_all = SPF 中不会生效的 redirect
    .why = 有 all 时 redirect 不会被使用。
    .fix = 请删除其中之一。
code-sender-spf_loop = SPF 记录包含自己
    .why = 记录绕回自己，收信方会超出查询上限（permerror）。
    .fix = 请打断这个循环。
code-sender-spf_include_without_record = SPF 包含了没有 SPF 的域名
    .why = include 或 redirect 指向没有记录的域名，会毁掉整条记录（permerror）。
    .fix = 请删除该项或改正域名。
code-sender-spf_include_broken = SPF 包含了无法使用的记录
    .why = 被包含的记录有错，会毁掉整条记录（permerror）。
    .fix = 请删除该 include，或让其所有者修正。
code-sender-spf_mechanism_as_modifier = SPF 项用 = 代替了冒号
    .why = 写成等号就成了未知修饰符，收信方会跳过，其中的地址不被允许。
    .fix = 请写冒号：include:example.net、ip4:192.0.2.1。
code-sender-spf_too_many_exchanges = SPF 的 mx 有十台以上收信主机
    .why = mx 找到十台以上主机时收信方停止（permerror）。
    .fix = 请用 ip4 和 ip6 列出地址来代替 mx。
code-sender-spf_wide_range = SPF 范围过大
    .why = 成千上万个地址的范围让别人的机器也能以该域名发信。
    .fix = 请只列出属于您的范围。
code-sender-spf_non_public = SPF 中有私有地址
    .why = 收信方看不到私有或保留地址，该项没有作用。
    .fix = 请写邮件实际发出的公网地址。
code-sender-spf_repeated = SPF 项写了两遍
    .why = 第二个没有作用；若是 include、a 或 mx 还会耗费一次查询。
    .fix = 请删除其中一个。
code-sender-spf_explanation = 无法使用的 SPF 说明
    .why = 给被拒者看的说明无法取得，收信方会不带说明继续。
    .fix = 请修复 exp 所指的 TXT 记录，或删除 exp。
code-sender-spf_helo = HELO 名字的 SPF 不允许该地址
    .why = 有些收信方也检查 HELO 名字，退信只检查它。
    .fix = 请为 HELO 名字发布允许其地址的 SPF 记录。
code-sender-ips_discovered = 发信 IP 取自 SPF
    .why = 没有给出地址，因此采用 SPF 记录列出的地址。
    .fix = 要检查其他地址请用 --ip。
code-sender-dkim = DKIM 密钥
    .why = 收信方从 DNS 获取签名的密钥。
    .fix = 无需处理。
code-sender-dkim_missing = DKIM 选择器下没有密钥
    .why = 密钥不在 DNS 中，收信方无法验证签名，等于没有签名。
    .fix = 请把签名程序给出的密钥发布到该选择器下，或改用已发布的选择器。
code-sender-dkim_error = 无法查清 DKIM 密钥
    .why = DNS 没有回答该密钥，这并不说明它不存在。
    .fix = 请重试；若一直如此，需要修复该域名的 DNS 服务器。
code-sender-dkim_several = 一个 DKIM 选择器下有多个密钥
    .why = 收信方会任取其一，签名只能碰巧通过。
    .fix = 每个选择器下只保留一个密钥。
code-sender-dkim_company = DKIM 密钥旁有其他文本
    .why = 有些收信方会把错误的文本当作密钥。
    .fix = 请把其他 TXT 记录从该选择器移走。
code-sender-dkim_revoked = 已撤销的 DKIM 密钥
    .why = 空的 p= 表示密钥不再有效，用它的签名全部失败。
    .fix = 请改用另一个选择器签名，或重新发布密钥。
code-sender-dkim_malformed = 无法读懂的 DKIM 记录
    .why = 收信方不用语法有误的记录，用它的签名全部失败。
    .fix = 请按签名程序给出的样子发布：v=DKIM1; k=rsa; p=...。
code-sender-dkim_bad_key = DKIM 记录中没有可用的密钥
    .why = p= 里不是密钥：有字符丢失、多出或被截断。
    .fix = 请重新完整复制密钥；长密钥要拆成同一记录的多个字符串。
code-sender-dkim_unknown_algorithm = 未知类型的 DKIM 密钥
    .why = 收信方只认 rsa 和 ed25519。
    .fix = 请发布 2048 位的 RSA 密钥。
code-sender-dkim_too_short = 不足 1024 位的 RSA 密钥
    .why = 这样的密钥几小时就能破解，收信方不接受。
    .fix = 请在新选择器下发布 2048 位的 RSA 密钥并用它签名。
code-sender-dkim_short = 不足 2048 位的 RSA 密钥
    .why = 1024 位仍被接受，但已不推荐。
    .fix = 请在新选择器下发布 2048 位的 RSA 密钥并用它签名。
code-sender-dkim_too_long = 超过 4096 位的 RSA 密钥
    .why = 收信方不必支持这么长的密钥。
    .fix = 请在新选择器下发布 2048 位的 RSA 密钥并用它签名。
code-sender-dkim_no_sha256 = 不允许 SHA-256 的 DKIM 密钥
    .why = 签名必须用 SHA-256，收信方拒绝 SHA-1。
    .fix = 请删除记录中的 h=，或让它包含 sha256。
code-sender-dkim_not_for_email = 不用于邮件的 DKIM 密钥
    .why = 有这样的 s= 时收信方不会把密钥用于邮件。
    .fix = 请删除记录中的 s=，或让它包含 email。
code-sender-dkim_testing = 处于测试模式的 DKIM
    .why = 有 t=y 时收信方可以把已签名的邮件视为未签名。
    .fix = 签名正常后请删除 t=y。
code-sender-dkim_strict = 只用于本域名的 DKIM 密钥
    .why = 有 t=s 时签名的 i= 不能写子域名。
    .fix = 除非为子域名签名，否则无需处理。
code-sender-dkim_ed25519_only = 只有 Ed25519 密钥而没有 RSA 密钥
    .why = 包括 Gmail 和微软在内的许多收信方只验证 RSA。
    .fix = 请同时用 RSA 密钥签名。
code-sender-dkim_granularity = DKIM 记录中有过时的标签
    .why = 标签 g= 已不再被读取。
    .fix = 请删除它。
code-sender-services = 为该域名发信的服务
    .why = 域名的 SPF、DKIM 和 MX 表明由谁为它发信；每个服务都须列在 SPF 中或为邮件签名。
    .fix = 请与实际使用的服务核对，并移除不再使用的。
code-sender-dmarc = 发件人域名的 DMARC
    .why = 收信方会看 From 的域名希望如何处理失败的邮件，以及 SPF 或 DKIM 是否与 From 相符。
    .fix = 无需处理。
code-sender-dmarc_missing = 没有 DMARC 记录
    .why = Gmail、Yahoo 和微软要求群发者有 DMARC，没有的会被拒收或放入垃圾箱。
    .fix = 请发布 DMARC 记录，先用 p=none 并查看报告。
code-sender-dmarc_error = 无法查清 DMARC
    .why = DNS 没有回答该记录，这并不说明它不存在。
    .fix = 请重试；若一直如此，需要修复该域名的 DNS 服务器。
code-sender-dmarc_several = 多于一条 DMARC 记录
    .why = 有两条记录时收信方一条也不用。
    .fix = 请只保留一条记录。
code-sender-dmarc_near_miss = 本想写成 DMARC 记录的文本
    .why = 收信方只认以 v=DMARC1 开头的记录，其他写法根本看不见。
    .fix = 请按所示写法书写记录。
code-sender-dmarc_malformed = 无法读懂的 DMARC 记录
    .why = 收信方不用语法有误的记录。
    .fix = 请写成用分号隔开的“标签=值”。
code-sender-dmarc_no_policy = 没有策略的 DMARC 记录
    .why = 没有 p= 时许多收信方不用该记录。
    .fix = 请在版本之后加上 p=none、p=quarantine 或 p=reject。
code-sender-dmarc_bad_policy = 不存在的 DMARC 策略
    .why = 策略只能是 none、quarantine 或 reject，写别的词时许多收信方不用该记录。
    .fix = 请写 p=none、p=quarantine 或 p=reject。
code-sender-dmarc_policy_not_second = DMARC 策略不是第二个标签
    .why = RFC 7489 要求 p= 紧跟版本之后，否则有些收信方不用该记录。
    .fix = 请把 p= 放在 v=DMARC1 之后。
code-sender-dmarc_bad_tag = DMARC 标签的值不存在
    .why = 收信方会用默认值代替。
    .fix = 请改正该值或删除该标签。
code-sender-dmarc_unknown_tag = 标准中没有的 DMARC 标签
    .why = 收信方会跳过它，常常是其他标签的笔误。
    .fix = 请改正或删除该标签。
code-sender-dmarc_policy_none = DMARC 策略为 none
    .why = p=none 时伪造邮件与您自己的邮件一样被投递，有些收信方会降低对该域名的信任。
    .fix = 报告显示自己的邮件都通过后，请改为 p=quarantine，再改为 p=reject。
code-sender-dmarc_weak_subdomains = 子域名的 DMARC 策略更宽松
    .why = sp= 或 np= 比 p= 宽松时，伪造者会使用子域名。
    .fix = 请删除 sp= 和 np=，或让它们与 p= 一样严格。
code-sender-dmarc_testing = 处于测试模式的 DMARC
    .why = 有 t=y 时收信方不执行策略。
    .fix = 报告显示自己的邮件都通过后请删除 t=y。
code-sender-dmarc_percent = DMARC 策略只用于部分邮件
    .why = pct 小于 100 时部分伪造邮件会被投递。
    .fix = 请删除 pct=。
code-sender-dmarc_outdated = DMARC 记录中有过时的标签
    .why = RFC 9989 不再有 pct、rf 和 ri。
    .fix = 下次修改时请删除它们。
code-sender-dmarc_no_reports = 没有报告的 DMARC
    .why = 没有 rua= 就没人告诉您自己的邮件何时失败、谁在伪造。
    .fix = 请添加 rua=mailto:，写上您会查看的地址。
code-sender-dmarc_bad_report_address = 无法使用的 DMARC 报告地址
    .why = 发往该地址的报告永远不会寄出。
    .fix = 请写 rua=mailto:local@example.com，多个地址用逗号隔开。
code-sender-dmarc_reports_not_authorised = DMARC 报告发往未同意的域名
    .why = 只有对方在 DNS 中同意，收信方才会把报告发给另一个组织。
    .fix = 请让该域名发布所示的 TXT 记录，或把报告发到自己的域名。
code-sender-dmarc_public_suffix = 公共后缀的 DMARC 记录
    .why = psd=y 是给注册局用的，用在自己的域名上会破坏对齐。
    .fix = 请删除 psd=y。
code-sender-dmarc_inherited = 组织域名的 DMARC 策略
    .why = 该域名没有自己的记录，因此适用上级域名的记录。
    .fix = 无需处理。
code-sender-dmarc_two_organisations = 两个标准认定的组织域名不同
    .why = 遵循 RFC 7489 与 RFC 9989 的收信方认定的组织域名不同。
    .fix = 请检查子域名的对齐。
code-sender-dmarc_spf_not_aligned = MAIL FROM 与 From 不对齐
    .why = 对 DMARC 来说，只有 MAIL FROM 的域名属于 From 的域名时 SPF 才算数。
    .fix = 请使用自己域名下的退信地址，或让 DKIM 用自己的域名签名。
code-sender-dmarc_dkim_not_aligned = DKIM 域名与 From 不对齐
    .why = 对 DMARC 来说，只有签名域名属于 From 的域名时才算数，而仅有 SPF 在转发时会失效。
    .fix = 请让发信服务用您自己的域名签名。
code-sender-dmarc_not_aligned = SPF 和 DKIM 都与 From 不对齐
    .why = 无论 SPF 和 DKIM 本身如何，所有邮件的 DMARC 都会失败。
    .fix = 请使用自己域名下的退信地址，并让 DKIM 用自己的域名签名。
code-sender-dnsbl = DNS 黑名单
    .why = 收信方会向黑名单查询连接的地址和邮件中的域名。
    .fix = 无需处理。
code-sender-dnsbl_listed = 在黑名单上
    .why = 使用该名单的收信方会拒收邮件或放入垃圾箱。
    .fix = 请在名单自己的网页上查明原因，先解决原因，再申请移除。
code-sender-dnsbl_unusable = 没有给出结果的黑名单
    .why = 只有测试条目表现正常的名单才算数。该名单已停用、被占用、列出一切或拒绝您的 DNS 服务器，因此无法得知。
    .fix = 请通过自己的 DNS 服务器查询（--dns），或不用该名单。
code-sender-mta_sts = MTA-STS
    .why = 有了 MTA-STS，其他服务器只用 TLS 向您的域名投递，与您发出的邮件无关。
    .fix = 无需处理。
code-sender-tls_rpt = TLS 报告
    .why = 到您收信主机的 TLS 失败时，其他服务器会向您报告，与您发出的邮件无关。
    .fix = 无需处理。
code-sender-bimi = BIMI
    .why = 对以严格策略通过 DMARC 的邮件，有些邮件程序会显示您的标志。
    .fix = 无需处理。
code-sender-mta_sts_invalid = 无人采用的 MTA-STS 记录
    .why = 其他服务器会忽略语法有误的记录，发往该域名的邮件因此不强制使用 TLS。
    .fix = 请只用一条记录，写成 v=STSv1; id= 加最多 32 个字母和数字。
code-sender-starttls = 收信服务器的 TLS
    .why = 收信服务器提供 STARTTLS 时，其他服务器会加密投递给您的邮件。
    .fix = 无需处理。
code-sender-starttls_missing = 收信服务器没有 STARTTLS
    .why = 发给您的邮件以明文经过网络，要求 TLS 的服务器则根本不投递。
    .fix = 请在收信服务器上启用 TLS（Postfix：smtpd_tls_security_level = may），并使用含其名字的证书。
code-sender-starttls_broken = 不起作用的 STARTTLS
    .why = 其他服务器见到 STARTTLS 就会尝试，失败后有的改用明文投递，有的一再推迟，直到退信。
    .fix = 请查看收信服务器的日志：能否读取证书和私钥，途中是否有设备改动 SMTP。
code-sender-starttls_name = 收信服务器的证书属于其他名字
    .why = 多数服务器照样投递，但核对名字的服务器（例如遵守 MTA-STS 的）不投递。
    .fix = 请申请以 MX 记录中的名字为 DNS 名字的证书，或让 MX 记录写证书上的名字。
code-sender-starttls_expired = 收信服务器的证书已过期
    .why = 无效的证书说明续期已经停止，会检查证书的服务器不投递。
    .fix = 请续期证书，让邮件服务器重新读取，并让这两步自动完成。
code-sender-starttls_expires = 收信服务器的证书即将过期
    .why = 自动续期通常提前约一个月，这么晚还没有续期，可能已经停止。
    .fix = 请续期证书，并让邮件服务器重新读取。
code-sender-starttls_untrusted = 收信服务器的证书没有公认机构签名
    .why = 多数服务器照样投递，遵守 MTA-STS 的服务器不投递。
    .fix = 请向公认的 CA 申请证书，并一并发送中间证书。
code-sender-starttls_unknown = 无法查询收信服务器的 TLS
    .why = 连接没有建立，或对方不愿与我们对话。许多网络不允许连接外部的 25 端口，这不说明服务器有问题。
    .fix = 请换一台可以连接 25 端口的机器重试。
code-sender-dane = 收信服务器的 DANE
    .why = 遵守 DANE 的服务器会向这台服务器投递，而且只用 TLS，只认 TLSA 记录指明的证书或密钥。
    .fix = 无需处理。
code-sender-dane_mismatch = 与收信服务器不符的 TLSA 记录
    .why = 遵守 DANE 的服务器（Postfix、Exim、Microsoft 365，以及德国和荷兰的许多服务商）不向这台服务器投递，邮件一再推迟，直到退信。
    .fix = 请发布现用密钥的记录，并删除已停用密钥的记录。续期证书时请保留密钥（certbot：--reuse-key），或提前两个 TTL 发布下一条记录。
code-sender-dane_unusable = 无人能用的 TLSA 记录
    .why = 发信方采用 usage 2 和 3、selector 0 和 1、matching type 0 到 2，且数据长度正确；对其他记录，它们只要求 TLS，不核对证书。
    .fix = 请发布服务器密钥的 3 1 1 记录，并删除其他记录。
code-sender-dane_no_tls = 没有 TLS 的收信服务器有 TLSA 记录
    .why = TLSA 记录承诺了 TLS。遵守 DANE 的服务器不向这里投递，邮件一再推迟，直到退信。
    .fix = 请在收信服务器上启用 STARTTLS，在此之前请删除其 TLSA 记录。
code-sender-dane_not_vouched = 未能验证的 TLSA 记录
    .why = TLSA 记录只有经 DNSSEC 验证才算数，途中的 DNS 服务器所说的不足为证。这不说明服务器有问题。
    .fix = 请询问本机上会验证的 DNS 服务器（--dns 127.0.0.1），或用 --dnssec-trusted 说明所用的服务器及通往它的线路可信。
code-sender-dane_insecure_mx = MX 记录没有 DNSSEC 的 TLSA 记录
    .why = 伪造 MX 记录的人可以改写成别的服务器，因此发信方不必遵守这台服务器的 TLSA 记录。
    .fix = 如果要用 DANE 保护发往该域名的邮件，请用 DNSSEC 签名该域名的区。
code-sender-dane_error = 无法查询 TLSA 记录
    .why = 查询 TLSA 记录失败期间，遵守 DANE 的服务器会推迟投递。常见原因是域名服务器不认识这种类型。
    .fix = 请重试。如果一直如此，请用 DNSSEC 检查工具查看收信服务器的域名服务器。
code-sender-mta_sts_policy = MTA-STS 策略
    .why = 策略说明可以向哪些服务器投递，以及没有 TLS 时是否不得投递。
    .fix = 无需处理。
code-sender-mta_sts_policy_missing = 无人能取得的 MTA-STS 策略
    .why = 记录声明有策略，取不到策略的服务器按没有策略处理，或沿用以前取得的策略。
    .fix = 请用 HTTPS 在主机 mta-sts.域名 的 /.well-known/mta-sts.txt 以 text/plain 提供策略，不要重定向，证书须含该名字。
code-sender-mta_sts_policy_invalid = 无人能用的 MTA-STS 策略
    .why = 其他服务器会忽略语法有误的策略，发往该域名的邮件因此不强制使用 TLS。
    .fix = 请逐行写 version: STSv1、mode:、max_age:，并为每台收信服务器写一行 mx:。
code-sender-mta_sts_policy_mx = MTA-STS 策略未列出的收信服务器
    .why = 遵守策略的服务器不向未列出的服务器投递；策略为 enforce 时，发给您的邮件会丢失。
    .fix = 请在策略中为该服务器加一行 mx:，然后更改记录的 id。
code-sender-mta_sts_policy_short = 保存时间太短的 MTA-STS 策略
    .why = 服务器保存策略，是为了不让他人把它藏起来；保存不到一天几乎没有作用。
    .fix = 一切正常后，请把 max_age 提高到数周，例如 1209600。
code-sender-mta_sts_policy_unannounced = 没有记录的 MTA-STS 策略
    .why = 只有记录声明有策略时，其他服务器才会去取。
    .fix = 请在 _mta-sts 发布含 v=STSv1; id= 和新 id 的 TXT 记录，或撤下策略。
code-sender-mta_sts_policy_error = 无法取得 MTA-STS 策略
    .why = 网站服务器没有回答，或报告自身故障，这不说明没有策略。
    .fix = 请重试；若一直如此，需要修复提供策略的网站服务器。
code-sender-tls_rpt_invalid = 无人采用的 TLS 报告记录
    .why = 没有人会把报告发往无法识别的地方。
    .fix = 请只用一条记录，写成 v=TLSRPTv1; rua=，以 mailto: 或 https: 给出报告的去处。
code-sender-bimi_invalid = 无人采用的 BIMI 记录
    .why = 邮件程序只显示 https 地址上的 SVG 标志。
    .fix = 请让 l= 指向 https 的 SVG 文件，a= 指向 https 的证书或留空。
code-sender-eml_trace = 收到的副本说明了什么
    .why = 收信方写下了是谁交来这封邮件，没有给出的就取自那里。
    .fix = 无需处理。自己给出的优先：--ip、--helo、--mail-from、--dkim。
code-sender-eml_trace_unclear = 收到的副本没有说明什么
    .why = 只采信收信方写的行。其下的行，发信人可以随意写。
    .fix = 请给出所缺的：--ip 地址、--helo 名字、--mail-from 地址。
code-sender-eml_result = 收信方的结果
    .why = 收信方自己的结果，与这里现在的结果对照。
    .fix = 无需处理。
code-sender-eml_result_differs = 收信方的结果不同
    .why = 记录后来改过，或收信方读不到，或副本已不是收到时的样子。
    .fix = 请再给自己发一封邮件并检查它。如果仍不同，请看收信方的说法，因为由它决定。
code-sender-eml_size = 邮件大小
    .why = 收信方拒收超过其公布大小的邮件，编码会让附件增大三分之一。
    .fix = 无需处理。
code-sender-eml_too_large = 邮件超过已知收信方的限制
    .why = 收信方会在发送后甚至发送前拒收整封邮件。
    .fix = 请缩小邮件：把文件放到网站上，发送链接。
code-sender-eml_header = 每封邮件都要有的字段
    .why = 收信方要求 From、Date 和 Message-ID 各有一个且格式正确。
    .fix = 无需处理。
code-sender-eml_from_missing = 没有 From 的邮件
    .why = 没有 From 的不算邮件，收信方会拒收。
    .fix = 请添加只含一个地址的 From 字段。
code-sender-eml_from_several = 多于一个 From
    .why = 收信方无法判断谁对邮件负责，Gmail 会拒收。
    .fix = 请只保留一个含一个地址的 From 字段。
code-sender-eml_from_invalid = From 中没有有效地址
    .why = 收信方看不出谁发的邮件，会拒收。
    .fix = 请把 From 写成 名字 <local@example.com>。
code-sender-eml_from_other = From 属于另一个域名
    .why = 邮件来自与所检查的不同的域名，因此其他检查对它没有意义。
    .fix = 请检查 From 的域名，或用所检查的域名发信。
code-sender-eml_date_missing = 没有 Date 的邮件
    .why = 标准要求有 Date，许多收信方会拒收或标记没有它的邮件。
    .fix = 请让生成邮件的程序添加 Date 字段。
code-sender-eml_date_invalid = 无效的 Date
    .why = 重复、无法读懂或在未来的 Date 会被垃圾过滤器扣分。
    .fix = 请只写一个 Date，例如：Tue, 03 Nov 2026 10:00:00 +0100。
code-sender-eml_message_id_missing = 没有 Message-ID 的邮件
    .why = Gmail 拒收没有有效 Message-ID 的邮件，其他收信方会扣分。
    .fix = 请让生成邮件的程序添加 Message-ID。
code-sender-eml_message_id_invalid = 无效的 Message-ID
    .why = Gmail 拒收没有有效 Message-ID 的邮件。其形式为 <左@右>，且只能有一个。
    .fix = 请写一个 <唯一标识@您的域名> 形式的 Message-ID。
code-sender-eml_malformed = 不符合格式的邮件
    .why = 严格的收信方会拒收，其他的会在途中修补，从而破坏 DKIM 签名。
    .fix = 请让生成邮件的程序遵守 RFC 5322 和 MIME。
code-sender-eml_old = Date 是几天前的
    .why = Date 比邮件到达早好几天，垃圾邮件过滤器会记一笔，邮件程序也会把它排到很后面。
    .fix = 请在发出邮件时写 Date，并查看邮件是否滞留在队列里。
code-sender-eml_subject_empty = 没有主题的邮件
    .why = 垃圾邮件过滤器会记一笔，读者也更少打开。
    .fix = 请写主题。
code-sender-eml_display_name = From 的名字里有另一个地址
    .why = 钓鱼邮件把可信的地址写成另一个地址的名字。Gmail 和 Microsoft 会过滤这样的邮件。
    .fix = 请在 From 的名字里写人名或公司名，不要写地址。
code-sender-eml_mime_missing = 没有 MIME-Version 的邮件
    .why = 没有 MIME-Version，其他 MIME 字段就没有意义：正文可能显示为代码，过滤器也会记一笔。
    .fix = 请让制作邮件的程序加上 MIME-Version: 1.0。
code-sender-eml_arc = ARC 链
    .why = 转发邮件的服务器写下它们的结果。断开的链等于没有。
    .fix = 发出时不要带 ARC 字段；途中的服务器会加上。
code-sender-eml_clipped = 会被 Gmail 截断的邮件
    .why = Gmail 只显示正文的前 102 KB。其后的内容看不到，退订链接往往就在那里。
    .fix = 请缩小 HTML：去掉注释、没有用到的样式和重复的链接。
code-sender-eml_text_missing = 没有纯文本部分的邮件
    .why = 垃圾邮件过滤器会给只有 HTML 的邮件记一笔，只显示文本的程序什么也显示不出。
    .fix = 请用 multipart/alternative，附上同样内容的纯文本。
code-sender-eml_dkim = 邮件的 DKIM 签名
    .why = 收信方会验证签名，并把签名域名与 From 比较。
    .fix = 无需处理。
code-sender-eml_dkim_none = 没有 DKIM 签名的邮件
    .why = Gmail、Yahoo 和微软要求群发者使用 DKIM，没有它邮件在转发时就会失效。
    .fix = 请让服务器或发信服务用您域名的密钥签名。
code-sender-eml_dkim_fail = DKIM 签名验证失败
    .why = 无法验证的签名等于没有。
    .fix = 请查找签名后改动邮件的环节，并比较 DNS 中的密钥与签名程序的密钥。
code-sender-eml_dkim_not_aligned = DKIM 签名域名与 From 不同
    .why = 对 DMARC 来说，只有签名域名属于 From 的域名时才算数。
    .fix = 请让发信服务用您自己的域名签名。
code-sender-eml_dkim_error = 无法验证 DKIM 签名
    .why = DNS 没有回答密钥，这并不说明签名有错。
    .fix = 请重试；若一直如此，需要修复签名域名的 DNS 服务器。
code-sender-eml_dkim_body_length = 只覆盖部分正文的 DKIM 签名
    .why = 有 l= 时任何人都能在邮件后添加文字而不破坏签名，有些收信方不承认这种签名。
    .fix = 请让签名程序去掉 l=。
code-sender-eml_dkim_uncovered = 遗漏字段的 DKIM 签名
    .why = 没有签名的字段在途中任何人都能改动。
    .fix = 请让签名覆盖 From、To、Subject 和 Date。
code-sender-eml_unsubscribe = 收件人退订方式
    .why = Gmail 和 Yahoo 要求群发邮件的读者能一键退订。
    .fix = 无需处理。
code-sender-eml_unsubscribe_missing = 没有 List-Unsubscribe 的邮件
    .why = Gmail 和 Yahoo 要求群发邮件有它。找不到退订途径的读者会点“垃圾邮件”。
    .fix = 请添加含 https 链接的 List-Unsubscribe，以及 List-Unsubscribe-Post。
code-sender-eml_unsubscribe_invalid = 无法使用的 List-Unsubscribe
    .why = 链接必须放在尖括号里，否则邮件程序不显示按钮。
    .fix = 请把 https 链接放在尖括号里。
code-sender-eml_one_click_missing = 不能一键退订的邮件
    .why = Gmail 和 Yahoo 要求点一下就够，不用登录或确认的页面。
    .fix = 请添加 List-Unsubscribe-Post，并让 https 链接接受 POST。
code-sender-eml_one_click_invalid = 不起作用的一键退订
    .why = List-Unsubscribe-Post 必须恰好是 List-Unsubscribe=One-Click，List-Unsubscribe 必须含 https 链接。
    .fix = 请按 RFC 8058 书写这两个字段。
code-sender-eml_one_click_unsigned = 没有签名的一键退订
    .why = 只有有效的 DKIM 签名覆盖这两个字段时，收信方才显示按钮。
    .fix = 请把 List-Unsubscribe 和 List-Unsubscribe-Post 加入签名字段（h=）。
code-sender-parked = 不发信的域名
    .why = 不用于邮件的域名常被冒用，除非其记录声明不发任何邮件。
    .fix = 无需处理。
code-sender-parked_spf = 停放域名没有用 SPF 锁定
    .why = 该域名不发信，但 SPF 没有这样声明，冒名的邮件可能通过，或不会被追究。
    .fix = 请只发布一条 SPF 记录：v=spf1 -all。
code-sender-parked_mx = 停放域名没有空 MX
    .why = 没有空 MX 时，服务器会反复尝试把冒名邮件的回复和退信投递到该域名的地址。
    .fix = 请发布空 MX（MX 0 .），除非有人阅读收到的邮件。
code-sender-parked_dmarc = 停放域名的冒名邮件不会被拒收
    .why = 该域名不发任何正当邮件，因此可以拒收以其名义发来的一切邮件，但其 DMARC 没有这样要求。
    .fix = 请在 _dmarc 发布 p=reject，不要带更宽松的 sp 或 pct。
code-sender-parked_dkim = 停放域名仍有 DKIM 公钥
    .why = 持有对应私钥的人可以为该域名签名，邮件随即通过 DMARC。
    .fix = 请删除该公钥，或以空的 p= 发布以撤销它。
code-sender-demand = 收信方对群发者的要求
    .why = 大型收信方公布其要求，不符合的会被拒收或放入垃圾箱。
    .fix = 请修复所列的检查。
code-bounce-recipient_unknown = 邮箱不存在
    .why = 收信服务器说没有这个邮箱，或者它已被关闭。
    .fix = 从所有列表中删除该地址，并用 presend 检查列表中的输入错误。
code-bounce-host_not_found = 域名不收邮件
    .why = 地址的域名不存在，或没有邮件主机。
    .fix = 如果是笔误（例如把 hotmail 写成 homail），请改正；否则删除该地址。
code-bounce-timeout = 无法连接到邮件主机
    .why = 直到发信服务器放弃，连接都没有建立或中途断开。原因可能在任何一方，也可能在中间的网络。
    .fix = 稍后重发。如果许多域名都这样退信，请检查自己的网络和 25 端口。
code-bounce-too_many_recipients = 一封邮件的收件人太多
    .why = 收信服务器每封邮件接受的收件人比给出的少。
    .fix = 每次只发给一个收件人，最多 20 个。
code-bounce-mailbox_full = 邮箱已满
    .why = 对方的邮箱没有空间了。也许会清理，但长期满着的邮箱通常已无人阅读。
    .fix = 暂时不发给该地址，过一段时间再试。退信抑制名单会自动这样做。
code-bounce-message_too_large = 邮件太大
    .why = 邮件超过收信服务器接受的大小。传输时邮件会增大约三分之一。
    .fix = 用链接代替附件，并让邮件小于 10 MB。
code-bounce-sender_blocked = 发信方在黑名单里
    .why = 收信服务器拒绝您的 IP 地址或域名，无论收件人是谁。
    .fix = 停止发送，查出是哪个名单，改正原因，再申请移除。
code-bounce-sender_dns = 发信方的 DNS 或 HELO 名有误
    .why = 收信服务器无法验证您的 IP 地址的反向解析、HELO 名或 MAIL FROM 的域名。
    .fix = 设置能指回您的地址的 PTR 记录，并确保 MAIL FROM 的域名存在且有邮件主机。
code-bounce-content_rejected = 内容被拒绝
    .why = 收信服务器把邮件当作垃圾邮件，或发现了不允许的链接、附件或格式。
    .fix = 检查这次邮件的链接、附件和措辞，只发给订阅过的人。
code-bounce-policy = 被收信方的规则拒绝
    .why = 收信服务器有规则拒绝这封邮件：谁可以写给该地址，或谁可以转发。
    .fix = 阅读拒绝的原文。往往需要邮箱主人允许您。
code-bounce-auth_failure = SPF、DKIM、DMARC 或登录失败
    .why = 收信服务器无法确认邮件真的来自您。
    .fix = 用 presend sender 检查发信方，改正它指出的 SPF、DKIM 和 DMARC 记录。
code-bounce-rate_limited = 短时间内邮件太多
    .why = 收信服务器在一小时内或一个连接上只接受您一定数量的邮件。
    .fix = 放慢发送，减少同时的连接，并分批发送。
code-bounce-greylisted = 灰名单：要求稍后重试
    .why = 收信服务器第一次会拒绝陌生的发信方。邮件服务器会自动重试。
    .fix = 只要您的服务器把邮件在队列中保留几个小时，就无需处理。
code-bounce-other = 退信没有清楚的原因
    .why = 报告中没有清楚说明退信的原因。
    .fix = 阅读报告。不会因此抑制任何人。
code-bounce-complaint = 收件人投诉为垃圾邮件
    .why = 收件人点了“垃圾邮件”，服务商或您的发信服务转告了您。继续发送会损害在该服务商的信誉。
    .fix = 永远不要再发给该地址，并查明它是怎样进入列表的。
code-bounce-unsubscribed = 收件人已退订
    .why = 收件人退订了：写信到 List-Unsubscribe 的地址，或在您的发信服务里退订。
    .fix = 不要再发给该地址，除非本人重新订阅。
code-bounce-not_a_bounce = 不是退信
    .why = 这是别的邮件：自动回复、回执或普通邮件。
    .fix = 列表无需处理。
code-probe-port_25_blocked = 连不上任何收信主机：很可能是您的网络封锁了 25 端口
    .why = 尝试了多个网络中的主机，一台也连不上。办公室、家庭网络和大多数云都不放行通往 25 端口的连接。关于这些主机一无所知。
    .fix = 请在发送邮件的那台机器上运行 presend probe，或请网络或云的管理者放行通往 25 端口的连接。
code-probe-unreachable = 收信主机无法连通
    .why = 在本次运行的三次尝试中，该域名的收信主机都没有给出可用的回答。它们可能暂时停机，也可能不理会您的网络。邮件会留在您服务器的队列里，若一直如此，几天后退回。
    .fix = 请过几小时再试。若其他主机有回答而它连续几天没有，请暂时不要发给这些行。
code-probe-refuses = 收信主机拒绝您
    .why = 在尚未提到任何邮箱之前，主机就以 5xx 拒绝了连接或 EHLO。这说的是发起询问的地址或名字，或者该主机不收任何人的邮件，与列表中的地址无关。
    .fix = 请看它说了什么。用 presend sender 检查发信 IP，并在发送邮件的那台机器上询问。
code-probe-busy = 收信主机让您稍后再来
    .why = 在尚未提到任何邮箱之前，主机回答了 4xx：它正忙，或对陌生来客很谨慎。邮件服务器会自行重试。
    .fix = 请稍后再试。地址本身没有问题。
code-probe-size = 收信主机不收这么大的邮件
    .why = 主机公布了它接收的最大邮件，而您的邮件更大，会被退回。若附件尚未编码，邮件在途中还会增大三分之一。
    .fix = 请缩小邮件：用链接代替附件和大图片。
code-probe-rcpt_limit = 收信主机限制一封邮件的收件人数
    .why = 主机公布了一封邮件最多可有多少收件人，多出的会被拒绝。
    .fix = 发往这些域名时请分批，每批收件人不超过该数目。
code-probe-no_tls = 收信主机不支持 STARTTLS
    .why = 主机不提供传输加密。途中的任何人都能读到邮件；坚持使用 TLS 的发信方无法投递。
    .fix = 无需处理，除非您的服务器设置为只用 TLS 发送。
code-probe-no_mailbox = 收信主机说没有这个邮箱
    .why = 主机在两次会话中都拒绝了这个地址，第二次夹在该域名两个被接受的地址之间，而且用词与拒绝没有人使用的名字时相同。可见它能区分真假名字，而不只是拒绝询问者。
    .fix = 请删除这一行。若确知此人在那里，请检查 @ 之前有没有笔误。
code-probe-mailbox_full = 收信主机说邮箱已满
    .why = 在主人腾出空间之前，寄去的邮件都会退回。这样的邮箱往往已经没有人看了。
    .fix = 这次群发请先不发给这一行，几周后再试。
code-probe-mailbox_disabled = 收信主机说邮箱已停用
    .why = 邮箱还在，但现在不收邮件。有些以后会重新启用。
    .fix = 请先不发给这一行，除非您确知此人在那里收信。
code-probe-accepts_anything = 收信主机什么名字都收
    .why = 主机连一个没有人使用的名字也接受了，所以它接受这个地址并不说明什么；邮件以后仍可能退回。
    .fix = 无需处理。只有真正发送才知道邮箱是否存在。
code-probe-not_told = 收信主机没有说明邮箱是否存在
    .why = 主机正忙或很谨慎，拒绝了询问者，不区分真假名字，或者无法连通。关于这个邮箱一无所知。
    .fix = 请看它说了什么。被推迟的地址可以用 --wait 15m 再问一次；与您有关的拒绝，presend sender 会说明原因。

## How a code is explained

codes-head = | 代码 | 结论 | 含义 | 依据 |
explain-to-do = 怎么办
explain-verdict = 结论
explain-source = 依据
explain-foretells = 预示的退信

## Annotations of GitHub

github-github-shows-ten-annotations-of-a = GitHub 每类只显示十条注释。此处未列出
github-first = 首例：

## The summary of a list

human-ok-means-that-the-address-is = “ok” 表示地址书写正确；没有查询 DNS，也没有探测邮箱。
human-ok-means-that-the-domain-accepts = “ok” 表示该域名接收邮件；没有探测邮箱。
human-without-an-address = 没有地址
human-help = 办法
list-results-in = 结果在 { $folder }：请打开其中的 report.html。
list-ask-again = { $rows } 行还没有答案；presend clean --retry { $folder } 会再次查询。
list-changes-made = 已修改 { $changes } 处，逐条列在 changes.csv 中。
list-unrepaired = { $file } 中有 { $rows } 行要修复后才能发送：请去掉 --fix none。
list-unrepaired-by-hand = { $file } 中有 { $rows } 行要手工修复后才能发送：见 changes.csv。
list-several-addresses = { $rows } 行含有多个地址：--split 会让每个地址各占一行。
list-sure-typos = { $typos } 处确定的输入错误可以改正：请加上 --fix typos；改动列在 changes.csv 中。
list-from-cache = { $count } 次取自缓存
list-new-rows = { $all } 行中的 { $rows } 行新数据
list-accepted-before = { $count } 行此前已接受
list-more-codes = 另 { $count } 种
list-at-domains = { $rows } 行，{ $domains } 个域名

## Markdown

markdown-passed = ✅ 通过
markdown-failed = ❌ 未通过
markdown-inconclusive = ⚠️ 无法判断
markdown-threshold-rows-share-limit = | 阈值 | 行数 | 占比 | 上限 | |
markdown-verdict-rows-share = | 结论 | 行数 | 占比 |
markdown-without-an-address = 没有地址
markdown-code-verdict-rows-what-it-means = | 代码 | 结论 | 行数 | 含义 | 首次出现 |

## Report pages

html-gate-passed = 通过
html-gate-failed = 未通过
html-gate-inconclusive = 无法判断
html-gate-exceeded = 超出
html-gate-kept = 未超出
html-gate-limit = 阈值
html-gate-rows = 行数
html-gate-share = 占比
html-gate-at-most = 上限
html-gate-outcome = 结果
html-gate-first-rows-with-what-must-not = 不允许出现的内容：最先出现的行
html-gate-line = 行
html-gate-code = 代码
html-gate-cell = 内容
html-words-mail-these = 可以发送。
html-well-formed-only = 书写正确。没有查询能否投递。
html-words-a-person-should-look-first = 请先人工查看。
html-words-would-bounce-do-not-mail = 会被退信，不要发送。
html-words-could-not-be-found-out-check = 暂时无法判断，稍后再查。
html-and-more = 另有 { $more } 项未显示
html-leave-out = 不要发送 rejected.csv 中的 { $rows } 行：它们会被退信，并损害您的发信信誉。
html-look-at-typos = { $rows } 行像是输入错误。请查看“可以挽回的客户”表：presend clean --fix typos 会改正确定的错误，其余的请手工改正。
html-look-through-review = 发送之前，请先人工查看 review.csv 中的 { $rows } 行。
html-ask-again-later = 稍后对 retry.csv 中的 { $rows } 行再次运行 presend：DNS 没有给出答复，并不表示这些行有问题。
html-mail-clean = 可以发送 clean.csv 中的 { $rows } 行。
html-grade-pause = { $share } 的地址会被退信。达到 10 % 时，Amazon SES 可能停用账户。
html-grade-review = { $share } 的地址会被退信。达到 5 % 时，Amazon SES 会审查账户。
html-grade-high = { $share } 的地址会被退信：超过 Amazon SES 建议的 2 %。
html-grade-good = { $share } 的地址会被退信。Amazon SES 建议客户保持在 2 % 以下。
html-ask-first = { $rows } 行书写正确。发送之前请不加 --offline 再运行 clean：只有 DNS 知道哪些域名收信。
page-title = 邮件列表检查报告
page-rows-head = 行数
page-without-address = 没有地址
page-nothing-to-send-to = 没有可以发送的地址。
page-shares = 列表概览
page-can-be-mailed = 可以发送
page-well-formed = 书写正确
page-to-do = 接下来怎么做
page-why = 为什么有些行不能直接发送
page-code = 代码
page-verdict = 结论
page-meaning = 含义
page-remedy = 怎么办
page-example = 首次出现
page-failing = 无法投递的域名
page-untold = 暂时无法判断的域名
page-domain = 域名
page-typos = 可以挽回的客户：可能的输入错误
page-typed = 输入的域名
page-meant = 可能想写的域名
page-providers = 邮箱服务商
page-countries = 服务商所在国家或地区
page-mail-hosts = 由谁收信（按域名数）
page-elsewhere = 其他域名
page-search = 在表中搜索
page-none = 没有内容。
page-made-by = 生成工具：
page-asked = “ok” 表示该域名接收邮件；没有逐个探测邮箱，也没有发送任何邮件。
page-not-asked = “ok” 表示地址书写正确；没有查询 DNS，也没有发送任何邮件。
page-run-asked = { $when } · 查询的 DNS：{ $dns }
page-run-not-asked = { $when } · 没有查询 DNS
page-attention = 需要处理的行
page-attention-shown = 显示 { $shown } 行，共 { $all } 行。
page-attention-cut = 搜索和筛选只针对这些行。presend clean 会把全部行写入 review.csv、rejected.csv 和 retry.csv。
page-attention-all = 全部
page-line = 行号
page-cell = 单元格
page-copy = 复制
page-copied = 已复制
check-page-title = 地址检查报告
check-page-outcome = 概览
check-page-each = 每个地址
check-page-address = 地址
check-page-codes = 检查发现
check-page-shown = 显示 { $shown } 个地址，共 { $all } 个，只列出最前面的。presend check --format csv 会写出全部地址。
markdown-line-address-verdict-codes-meant = | 行号 | 地址 | 结论 | 代码 | 可能想写 |
bounce-page-title = 退信报告
bounce-page-classes = 退回了什么
bounce-page-list = 抑制名单
bounce-page-each = 各类退信
bounce-page-count = 数量
bounce-page-kept = 不可再发送的地址
bounce-page-kept-shown = 显示 { $shown } 个地址，共 { $all } 个，最近退信的在前。
bounce-page-kept-nowhere = 这些地址还没有写入任何名单：请用 --suppress 文件 指定一个。
bounce-page-last = 最近一次退信
bounce-page-until = 截止
bounce-markdown-class-count-providers-example = | 类别 | 数量 | 服务商 | 首次出现 |

## Mail hosts that are probed

probe-human-this-is-what-hosts-offer-whoever = 这是主机向任何打招呼的人公布的内容，并不说明某个邮箱是否存在：没有提到任何邮箱。
probe-human-no-mail-was-sent-a-host = 没有发送任何邮件。主机说邮箱存在，之后仍可能退回您的邮件。
probe-mailboxes-address-rows-mailbox-what-the-host = | 地址 | 行数 | 邮箱 | 主机的回答 | 主机 |
probe-mailboxes-about-you = （与您有关）
probe-mailboxes-no-connection = （没有连接）
probe-mailboxes-not-asked = （没有询问）
probe-markdown-host-address-rows-domains-answer-greeting = | 主机 | 地址 | 行数 | 域名 | 回答 | 问候 | 代码 |
probe-page-title = 收信主机报告
probe-page-outcome = 收信主机如何回答
probe-page-each = 每台收信主机
probe-page-mailboxes = 邮箱
probe-page-host = 主机
probe-page-domains = 域名数
probe-page-answers = 回答
probe-page-offers = 支持的功能或原话
probe-page-greeting = 问候
probe-page-mailbox = 邮箱
probe-page-said = 主机的回答
probe-page-no-host = 没有可以询问的收信主机。
probe-page-answer = { $all } 台主机中有 { $hosts } 台有回答。
probe-page-refuse = { $hosts } 台主机在提到任何邮箱之前就拒绝了您：从这里发出的邮件会被退回。
probe-page-look = { $hosts } 台主机有回答，但您的邮件超出了它公布的限制。
probe-page-silent = { $hosts } 台主机没有给出可用的回答。这并不说明其地址有问题。
probe-page-hosts-shown = 显示 { $shown } 台主机，共 { $all } 台，行数多的在前。
probe-page-mailboxes-shown = 显示 { $shown } 个邮箱，共 { $all } 个，需要处理的在前。
probe-page-all-in-json = 全部在 --format json 中。
probe-connecting = 连接时
probe-greeting = 等待问候时
probe-no-answer-in-time = 没有及时回答
probe-the-connection-was-refused = 连接被拒绝
probe-no-way-to-the-address = 没有通往该地址的路由
probe-the-connection-broke = 连接中断
probe-the-host-closed-the-connection = 主机关闭了连接
probe-what-it-said-is-no-smtp = 回答不是 SMTP
probe-it-said-more-than-any-mail = 回答多得不像收信主机
probe-size-without-a-limit = SIZE 不设上限
probe-helo-only-no-extensions = 只支持 HELO，没有扩展
probe-no-extensions = 没有扩展
probe-another-host-of-its-domains-answers = ；其域名的另一台主机有回答
probe-rows-at = { $rows } { $domains }
probe-hosts-of = { $domains }的 { $hosts } 台收信主机
probe-hosts-answer = { $hosts } 台有回答
probe-hosts-refuse = { $hosts } 台拒绝
probe-send-at-most = 发往 { $host } 的每封邮件最多 { $most } 个收件人（{ $rows }）
probe-hosts-are = { $hosts } 台{ $word }
probe-without-host = { $domains } 个域名没有收信主机
probe-dns-untold = { $domains } 个域名 DNS 没有回答
outcome-exists = 存在
outcome-does-not-exist = 不存在
outcome-full = 已满
outcome-disabled = 已停用
outcome-accepts-anything = 所在主机什么名字都收
outcome-not-told = 没有说明
probe-more-in-csv = 另有 { $count } 个；全部在 --format csv 中
probe-mailboxes-are = { $count } 个{ $word }
probe-more-mailboxes = 另有 { $count } 个邮箱。
state-answers = 有回答
state-refuses = 拒绝
state-busy = 稍后再来
state-unreachable = 无法连通
state-not-reached = 未连通
state-not-public = 没有公网地址
state-no-address = 没有地址
state-dns-failed = DNS 没有回答
probe-after-tries = 尝试 { $tries } 次后{ $word }：{ $failure }
probe-at-most-bytes = 最多 { $count } 字节
probe-at-most = 最多 { $count } 个
probe-were-tried = 尝试了 { $count } 台
probe-asking-mailboxes = 正用 MAIL FROM 和 RCPT 向 { $hosts }询问 { $mailboxes }，不发送邮件；至少需要 { $time }
probe-mailboxes-done = 邮箱：{ $all } 个中已完成 { $done } 个
probe-asking-as = 以 EHLO { $helo } 在端口 { $port } 询问 { $domains } 个域名的收信主机
probe-asking = 正在端口 { $port } 询问 { $domains } 个域名的收信主机
probe-no-such-name = { $name }：没有询问，因为不可能有这样的名字（详见 presend check）
probe-groups-done = 收信主机：{ $all } 组中已完成 { $done } 组
probe-blocked-warning = 警告：{ $title }（目前已尝试 { $hosts } 台）。{ $remedy }
probe-more-hosts = 另有 { $count } 台主机。

## A checked sender

sender-changes-since-the-earlier-result = 与之前的结果相比：
sender-changes-not-in-the-earlier-result = （之前的结果里没有）
sender-changes-new = 新增
sender-changes-is-no-longer-among-them = 不再检查
sender-changes-gone = 消失
sender-changes-not-seen-now-which-proves-nothing = 这次没能看到，不说明什么
sender-changes-changed = 变更
sender-diff-records-old-and-new = 记录，旧（-）与新（+）：
sender-diff-no-record-is-advised = 没有建议的记录
sender-human-who-can-do-it = 可由谁处理：
sender-human-publish = 请发布：
sender-human-publish-2 = 请发布
sender-human-what-to-do-next = 接下来：
sender-markdown-domain-verdict-codes = | 域名 | 结论 | 代码 |
sender-markdown-the-rest-is-left-out-here = 其余在此省略，请见其他格式。
sender-markdown-status-code-observed-what-to-do = | 状态 | 代码 | 观察到 | 如何处理 |
sender-markdown-publish = 请发布：
sender-markdown-pass = ✅ 通过
sender-markdown-warn = ⚠️ 警告
sender-markdown-fail = ❌ 未通过
sender-markdown-unknown = ❔ 无法判断
sender-table-what-to-do-about-each-name = 各自如何处理：单独检查该域名，或加上 --verbose。
sender-zone-no-record-is-advised = 没有建议的记录
sender-zone-with-these-in-place-of-what = 以下记录取代同名同类的记录后
sender-page-title = 发信方检查报告
sender-page-all = 全部检查
sender-page-fix = 怎么办：
sender-page-publish = 请发布：
sender-page-evidence = DNS 的答复
sender-page-status = 状态
sender-page-check = 检查
sender-page-subject = 对象
sender-page-observed = 观察到的情况
sender-the-records-of = 同第 { $number } 条。
sender-then-result = 发布这些记录后，结果为 { $after }。
sender-kind-reverse = 反向解析
sender-kind-domain = 域名
sender-kind-spf = SPF
sender-kind-dkim = DKIM
sender-kind-dmarc = DMARC
sender-kind-lists = 黑名单
sender-changes-in-sum = 新问题：{ $new }；没有变化的发信方：{ $quiet }
receiver-servers = { $software } 服务器
receiver-netease = 网易
receiver-qq-mail = QQ 邮箱
receiver-answers = { $who } 的答复：“{ $answer }”
receivers-answer = { $who } 的答复：“{ $answer }”
sender-demand = { $receiver }：{ $demand }：{ $standing }（{ $fact }）
sender-demand-from = （From 在 { $domain }）
owner-address-provider = 提供该地址的一方（主机商、云、运营商），而不是域名注册商。
owner-domain-dns = 管理该域名 DNS 的人。
owner-mail-server = 管理发信服务器的人。
owner-message = 制作邮件的人。
owner-resolver = 管理所查询的 DNS 服务器的人。
owner-mail-host = 管理所连接的服务器的人。

## Bounces

bounce-explain-field = 项目
bounce-explain-value = 内容
bounce-explain-decided-by = 判断依据
bounce-explain-whose-fault = 责任
bounce-explain-what-follows = 后果
bounce-explain-what-to-do = 怎么办
bounce-explain-said = 原文
bounce-explain-suppressed-for-ever = 永久屏蔽
bounce-explain-watched-suppressed-for-ever-when-it = 观察；60 天内另一天再次退信则永久屏蔽
bounce-explain-suppressed-for-a-while-longer-each = 暂时屏蔽，逐次延长
bounce-explain-not-suppressed-nothing-is-proved-about = 不屏蔽：没有关于该邮箱的证据
bounce-explain-temporary = 暂时
bounce-explain-permanent = 永久
bounce-explain-the-recipient-s-side-the-address = 收件方：地址错误、停用或已满
bounce-explain-yours-the-sender-s-the-address = 发件方（您）：收件地址可能没有问题
bounce-explain-nobody-s-for-certain-the-way = 无法确定：可能是两者之间的网络
bounce-human-what-to-do-now = 现在怎么办
bounce-human-at-your-side = 自己一方
bounce-human-with-the-list = 名单
bounce-human-wait-or-look-closer = 等待或细看
bounce-human-off-the-list-because-mail-arrived = 之后投递成功，已移出名单
bounce-human-arrived-before-the-last-bounce-the = 在最后一次退信之前投递成功，仍屏蔽
bounce-field-to-do = 怎么办
bounce-field-class = 类别
bounce-field-whose = 责任
bounce-field-told-by = 判断依据
bounce-field-address = 地址
bounce-field-caught = 发送前可用此检查发现
caught-by-recipient-unknown = presend clean --suppress FILE（以前退过信的地址）；presend check（域名拼写）
caught-by-host-not-found = presend clean（domain.nxdomain、domain.no_mail_host、typo.provider）
caught-by-timeout = presend probe
caught-by-too-many-recipients = presend clean --batch 20
caught-by-mailbox-full = presend clean --suppress FILE
caught-by-message-too-large = presend sender --eml FILE
caught-by-sender-blocked = presend sender（sender.dnsbl_listed）
caught-by-sender-dns = presend sender（sender.ptr_missing、sender.helo_unresolvable、sender.no_domain）
caught-by-auth-failure = presend sender（sender.spf_*、sender.dkim_*、sender.dmarc_*）
caught-by-rate-limited = presend clean --batch-per-provider
caught-by-content-rejected = 没有：presend 不检查邮件内容
caught-by-policy = 没有：这是收信方的规则
caught-by-greylisted = 没有，也不需要
caught-by-other = 没有
caught-by-not-a-bounce = 没有：这不是退信
bounce-no-bounce = { $count } 封不是退信
bounce-want-no-more = { $count } 人不想再收邮件
bounce-more = { $count } 个其他
bounce-not-mailed = { $count } 份报告涉及未曾投递的地址，不予计入
bounce-held = 暂不屏蔽：{ $receiver } 用同样的话拒收 { $count } 个地址，视为收信方的拒绝：{ $example }
bounce-denied = { $day } 有记录称 { $domain } 不存在，而它肯定存在：当天的域名解析不可信，因此不因“找不到主机”屏蔽任何地址
bounce-suppressed = { $file } 中有 { $count } 个被屏蔽的地址
bounce-watched = ，另有 { $count } 个地址待观察（再次退信才屏蔽）

## The command line

cli-progress-domains = 个域名
cli-progress-rows = 行
cli-probe-mailboxes-some-were-put-off-and-are = 有些被推迟了，等待之后再问一次
cli-probe-greylisted = 被灰名单推迟：{ $mailboxes }。请在 { $minutes } 分钟之后再运行同一命令，或用 --wait 15m 等待
cli-probe-address-of-this-machine = {"["}本机地址]

## Counts

count-rows = { $count } 行
count-addresses = { $count } 个地址
count-domains = { $count } 个域名
count-queries = { $count } 次查询
count-blank-rows = { $count } 个空行
count-mailboxes = { $count } 个邮箱
count-senders = { $count } 个发信方
at-line = 第 { $line } 行
count-files = { $count } 个文件
count-bounces = { $count } 封退信
count-hosts = { $count } 台主机

## One address

check-did-you-mean = 是否想写 { $meant }？（把握：{ $sure }）
came-back = 曾被退信：{ $why }
note-came-back = 说明：曾被退信：{ $why }
confidence-high = 高
confidence-medium = 中
confidence-low = 低

## Signs between texts

in-brackets = { $text }（{ $note }）
sign-colon = ：
sign-stop = 。
sign-comma = ，
sign-and = {" "}和{" "}
sign-semicolon = ；
sign-next = {""}

## For those who begin

welcome-purpose = presend 在发送之前找出会被退回的邮件。
welcome-clean = 把列表分成 clean、review、rejected、retry 四份
welcome-sender = 群发之前检查自己的发信设置
welcome-gate = 在 CI 中通过或拦截一个列表
welcome-check = 检查一个地址
welcome-bounce = 退信的原因，以及不该再发的地址
welcome-explain = 解释一个代码或一段退信
welcome-more = presend 命令 --help 给出详细说明；presend --help 列出全部命令。
hint-list = 要对 { $word } 做什么？
hint-clean = 清洗列表：
hint-gate = 通过或拦截：
hint-bounce = 当作退信阅读：
hint-missing = 没有文件 { $word }，也没有这个命令。请检查文件名和文件夹，然后运行：presend clean { $quoted }
hint-address = 检查一个地址：presend check { $quoted }
hint-domain = 检查发信域名：presend sender { $quoted } --ip 发信IP
hint-explain = 了解退信的含义：presend explain { $quoted }
demo-next = 先看看 { $page }，然后可以：
demo-retry = 再次查询仍未查明的行：
demo-gate = 像在 CI 中那样判定列表是否通过：
demo-bounce = 查明邮件为何被退回：
demo-sender = 检查发信设置：
demo-own = 用本机的 DNS 清洗您自己的列表：

## How far a run is

time-s = 秒
time-min = 分钟
time-h = 小时
progress-reading = 读取
progress-resolving = 解析
progress-judging = 判定
progress-left = 剩余 { $time }
progress-about-left = ，约剩 { $time }
progress-asking-again = 再次询问 { $domains } 个缓慢或失败的域名，已完成 { $done } 个
progress-of-domains = { $done }/{ $all } 个域名

## The server

serve-find-out-before-you-send-what = 发信之前，找出会被退回的地址。
serve-api = 接口说明
serve-check-addresses = 检查地址
serve-e-mail-addresses-one-a-line = 邮箱地址，每行一个
serve-check-your-own-set-up = 检查自己的发信设置
serve-domain-of-your-from-address = 发件地址的域名
serve-ip-addresses-that-you-send-from = 发信 IP 地址（可选）
serve-helo-name-of-your-server-optional = 服务器的 HELO 名称（可选）
serve-check-the-set-up = 检查设置
serve-understand-a-bounce = 解读退信
serve-what-came-back-the-whole-message = 退信内容：整封邮件，或带编号的那一行
serve-explain = 解读
serve-too-many-addresses = 地址超过 { $most } 个，请作为名单检查。
serve-write-an-address-first = 请先填写地址。
serve-paste-what-came-back-first = 请先粘贴退信内容。
serve-what-was-found-out = 检查结果
serve-probably-meant = 可能是：
serve-can-be-mailed-as-far-as = 可以发送（就发送前所能知道的而言）
serve-a-person-should-look-at-it = 需要人工查看
serve-would-bounce-or-must-not-be = 会退信，或不得发送
serve-could-not-be-found-out-try = 未能查明，请稍后再试
serve-what-the-bounce-says = 退信含义
serve-this-could-not-be-done = 无法完成
serve-login = 登录
serve-login-token = 此服务器的令牌
serve-login-wrong = 这不是此服务器的令牌。
serve-logout = 退出
serve-list-not-written = 结果无法写入：服务器没有空间或没有写入权限。请告知服务器的管理者。
serve-list-slow = 用时过长。请把名单分成几份，或用命令清洗：presend clean。
serve-list-given-up = 服务器中止了这项工作。请重新上传名单。
serve-list-fault = 这份名单暴露了 presend 的一个缺陷，请报告给我们。
serve-problem-busy = 服务器正忙，请稍后再试。
serve-problem-dns-slow = DNS 没有及时回答，请稍后再试。
serve-problem-domain = 请填写发件人（From）地址的域名，例如 example.com。
serve-problem-empty = 名单是空的。
serve-problem-full = 保留的名单太多，还没有一份旧到可以让位。请在名单页面上删除不再需要的一份，或过几分钟再试。
serve-problem-helo = HELO 名称太长。
serve-problem-ips = 请填写发信所用的 IP 地址，例如 192.0.2.25 或 2001:db8::25。
serve-problem-no-file = 请先选择一份名单。
serve-problem-offline = 检查发信设置必须查询 DNS，而此服务器启动时用了 --offline 或 --facts。
serve-problem-queue-full = 等待处理的名单太多。请在其中一份完成后再试。
serve-problem-rate = 短时间内的请求太多，请稍后再试。
serve-problem-slow = 发送的内容没有完整收到，请重试。
serve-problem-storage = 无法保存名单：服务器没有空间。
serve-problem-too-large = 内容超过了服务器能接收的大小。

## A table of facts

facts-missing = 警告：{ $names }：表中没有 { $domains } 个域名，也没有询问任何服务器（dns.not_in_facts）。presend resolve --facts 会补上缺少的部分
facts-expired = 提示：{ $names }：{ $domains } 个域名的答复已过期，但仍被使用。presend resolve --facts 会重新询问
facts-doubted = 警告：{ $names }：{ $domains } 个域名的答复来自否认确有名称的 DNS 服务器，因此不会因域名不存在而拒绝任何行
facts-denied = 警告：{ $names }：表中否认确实存在的 { $name }，因此不可信，不会因表中所说的域名不存在而拒绝任何行。请换一个 DNS 服务器重新生成
facts-nothing = 警告：{ $names }：表中没有列表中任何域名的结论。这些行为 unknown，不会因此被拒绝
facts-table = { $file }：事实表，{ $domains } 个域名
resolve-bare-domains = { $file }：域名列表，{ $rows } 行
resolve-no-domains = 警告：{ $file }：{ $cells } 个单元格不是域名，已略过
resolve-done = { $file }：{ $domains } 个域名：询问了 { $asked } 个，{ $before } 个事先已知，{ $unknown } 个未能查明
resolve-nothing = 警告：未能查明任何域名（{ $dns }）。请检查网络和 --dns，然后重试

## Lists over the server

serve-check-before-you-send = 发信前检查
serve-what-you-check-here-goes-to = 这里检查的内容只到达提供本页的机器，不会外传；向 DNS 查询的只有域名。
serve-lists-clean-a-list = 清洗名单
serve-lists-a-mailing-list-csv-excel-text = 邮件名单：CSV、Excel、文本、JSON 等
serve-lists-you-can-drop-a-file-onto = 可将文件拖到此处。文件只保存在提供本页的机器上，最迟一天后删除。
serve-lists-clean-the-list = 清洗名单
serve-lists-there-is-no-such-list-or = 没有这份名单，或已删除：名单最多保存一天。
serve-lists-this-page-loads-itself-again-until = 本页会自动刷新，直到完成。
serve-lists-the-list-could-not-be-cleaned = 无法清洗名单：
serve-lists-remove-the-list-and-its-results = 删除名单和结果
serve-lists-the-list-waits-for-its-turn = 名单正在排队。
serve-lists-rows-read = 已读取的行
serve-lists-domains-asked = 已查询的域名
serve-lists-rows-judged = 已判定的行
serve-lists-clean-import-this-one = clean：可导入
serve-lists-review-a-person-should-look-at = review：需人工查看
serve-lists-rejected-would-bounce = rejected：会退信
serve-lists-retry-could-not-be-found-out = retry：未能查明
serve-lists-verdict = 判定
serve-lists-download = 下载
serve-lists-open-the-report = 打开报告
serve-lists-download-everything = 下载全部
serve-lists-what-was-changed-or-could-be = 已改动或可改动之处（changes.csv）

## Why a list cannot be read

list-error-not-found = 没有文件 { $file }。请检查文件名和文件夹。
list-error-folder = { $file } 是文件夹。请给出其中的列表文件。
list-error-denied = 当前用户无权读取 { $file }。请申请读取权限，或把它复制到您自己的文件夹。
list-error-read = 无法读取 { $file }：{ $error }。
list-error-read-row = 读取列表时在第 { $line } 行失败：{ $error }。该行之后的内容没有读取；请重新运行 presend。
list-error-spool = 无法在临时文件夹中保存列表的副本：{ $error }。请腾出空间，或把列表另存为未压缩的文件再指定它。
list-error-duplicates = 无法在磁盘上查找重复地址：{ $error }。请在临时文件夹中腾出空间。
list-error-not-text = { $file }：这是{ $kind }。{ $advice }
list-error-workbook = { $file }：工作簿无法使用：{ $what }。
list-error-archive = { $file }：ZIP 压缩包无法使用：{ $what }。
list-error-lists = { $file } 含有 { $count } 个列表：{ $lists }。
list-error-parquet = { $file }：无法读取 Parquet 文件：{ $what }。请重新复制或生成。
list-error-threads = 无法启动读取列表的线程：{ $error }。请放宽本进程的线程数（ulimit -u）或内存（ulimit -v）。
list-error-write = 无法写入结果：{ $error }
list-error-no-such-sheet = 工作簿中没有工作表 { $wanted }。现有：{ $sheets }。
list-error-no-such-records = 文档中 { $wanted } 之下没有记录。数组位于：{ $keys }。
list-error-no-key = 没有键
list-error-json = { $file }：JSON 在第 { $line } 行第 { $column } 列有误：{ $what }。请查看该处，或重新生成文件。
list-error-not-rows = 这是{ $kind }，不是按行排列的列表。{ $advice }
list-error-binary = 这不像文本列表：开头有 { $percent } % 是控制字节。请另存为 UTF-8 的 CSV，再用 presend 处理。
list-error-empty = 列表是空的：没有任何行。请检查生成它的导出过程。
list-error-changed = presend 读取期间 { $file } 发生了变化。请等到没有程序写入它，再重新运行 presend。
list-error-row-too-long = 第 { $line } 行超过 { $mebibytes } MiB。多半是缺少引号，或者该文件不是文本列表；请查看该行。
list-error-delimiter = 引号和换行不能作为分隔符。常用的有 , ; | 和制表符。
list-error-no-such-column = 列表中没有列 { $wanted }。现有：{ $columns }。
list-error-column-without-addresses = 列 { $wanted } 中没有地址。列 { $others } 中有。
list-error-no-addresses = 列表中没有 @，因此没有电子邮件地址。请确认文件是否正确。
list-error-no-email-column = 没有哪一列像电子邮件地址。列表有：{ $columns }。
kind-seven-zip = {" "}7-Zip 压缩包
kind-rar = {" "}RAR 压缩包
kind-zip = {" "}ZIP 压缩包
kind-sqlite = {" "}SQLite 数据库
kind-pdf = {" "}PDF 文档
kind-rtf = 富文本文档
kind-picture = 图片
kind-json = 没有对象数组或字符串数组的 JSON
kind-page = 网页或 XML
kind-cards = 电子名片文件（vCard）
kind-unpack = 请解压，再用 presend 处理其中的列表。
kind-export = 请把列表导出为 UTF-8 的 CSV，再用 presend 处理。
kind-save-as-text = 请另存为 UTF-8 纯文本，再用 presend 处理。
kind-one-a-line = 请改成每行一个对象（jq -c 可以做到），再用 presend 处理。
kind-open-in-spreadsheet = 请用电子表格打开，另存为 UTF-8 的 CSV，再用 presend 处理。
kind-export-contacts = 请把联系人导出为 CSV，再用 presend 处理。

## Why something else cannot be read or written

system-not-found = 没有这个文件或文件夹
system-denied = 没有权限
system-exists = 文件已存在
system-full = 磁盘空间已满
system-folder = 这是文件夹
system-no-folder = 这不是文件夹
system-invalid-data = 内容不是有效的数据
system-timed-out = 超时
system-refused = 连接被拒绝
system-ends = 内容提前结束
domain-error-empty = 名称是空的
domain-error-too-long = 名称超过 { $octets } 字节
domain-error-label = 名称中有一段是空的，或超过 { $octets } 字节
domain-error-not-ascii = 名称中有可打印 ASCII 以外的字符
table-error = { $place }：此处应为{ $expected }，实际是 { $found }
zone-error-syntax = 第 { $line } 行：{ $what }
zone-error-too-large = 区域文件超过 { $megabytes } MB；请拆分
zone-error-io = 无法读取区域文件
network-error-no-servers = 没有指定 DNS 服务器
network-error-socket = 无法为 DNS 服务器 { $server } 打开套接字：{ $error }；请检查其地址和网络
network-error-general = 无法设置用于少见查询的解析器：{ $error }
network-error-no-runtime = 网络查询须在 tokio 运行时中进行
system-servers-error = 找不到系统的 DNS 服务器：{ $place } 没有给出（{ $reason }）；请用 --dns 地址 自行指定，或用 --dns zone:FILE 依据文件工作
system-servers-none = 其中没有服务器
system-servers-network = 网络配置
named-error-no-address = “{ $text }”不是 DNS 服务器的地址。请写 system、IP 地址（例如 192.0.2.53；端口不是 53 时加 :PORT），或 zone:FILE
store-error-locked = DNS 缓存 { $file } 被另一个程序锁定
store-error-foreign = { $file } 是另一个程序的数据库，未作改动
store-error-later-version = DNS 缓存 { $file } 由更新版本的 presend 生成
store-error-unusable = 无法使用 DNS 缓存 { $file }：{ $error }
store-error-damaged = DNS 缓存 { $file } 已损坏
suppression-error-not-found = { $file }：没有这份抑制名单
suppression-error-no-file = { $file }：不是普通文件；请指定抑制名单的 CSV 文件，或一个要新建的文件
suppression-error-io = { $file }：无法读写：{ $error }
suppression-error-csv = { $file }：无法作为 CSV 读取：{ $error }
suppression-error-read-only = { $file }：抑制名单不可写
suppression-error-in-use = { $file }：另一个 presend 已有 { $seconds } 秒一直在修改此名单；未作任何改动
suppression-error-header = { $file }：不是抑制名单：第一行必须是 { $columns }
suppression-error-row = { $file }:{ $line }：{ $what }。请改正或删除该行
suppression-error-salt = { $file }：盐不同，或一份含哈希而另一份含明文地址；这些名单无法合并
suppression-error-days = { $file }:{ $line }：{ $what }。这是 presend 在抑制名单旁保存的记录；请改正，或删除该文件
suppression-error-mixed = { $file }：含有明文地址；名单要么从第一行起就用哈希，要么完全不用
imap-error-not-found = 找不到主机名 { $host }：{ $error }
imap-error-not-loopback = { $host } 不在本机。没有 TLS 时密码只发给本机：请写 imaps://
imap-error-unreachable = 无法连接 { $host } 的端口 { $port }：{ $error }
imap-error-certificate-name = 服务器的证书不是 { $host } 的。请写证书上的名称（{ $error }）
imap-error-certificate-issuer = 服务器的证书不是由本机信任的机构签发的。如果是您自己的服务器，请用 --imap-ca FILE 指定它的证书或其 CA 的证书
imap-error-certificate-time = 服务器的证书已过期或尚未生效（{ $error }）
imap-error-no-tls = 服务器在端口 { $port } 上不用 TLS；imaps:// 通常用端口 993
imap-error-tls = 无法与服务器建立 TLS：{ $error }
imap-error-silent = 服务器没有及时回应
imap-error-broken = 连接中断：{ $error }
imap-error-ended = 服务器结束了会话：{ $said }
imap-error-nonsense = 服务器发来的不是 IMAP：{ $said }
imap-error-long-text = 服务器发来的文本超过 presend 的上限（{ $octets } 字节）
imap-error-long-line = 服务器发来的行超过 presend 的上限（{ $octets } 字节）
imap-error-too-many = 服务器对一条命令的回应超过 { $answers } 条
imap-error-login = 服务器拒绝了用户名或密码：{ $said }
imap-error-login-later = 服务器目前不接受登录：{ $said }
imap-error-login-disabled = 服务器在此连接上不接受密码
imap-error-login-signs = 用户名或密码中有该服务器不能接受的字符：它只支持 LOGIN，而 LOGIN 只用 ASCII
imap-error-folder = 服务器打不开文件夹“{ $folder }”：{ $said }。请按服务器上的名称填写，例如 INBOX、INBOX/Bounces 或 INBOX.Bounces
imap-error-listing = 服务器拒绝列出邮件：{ $said }
imap-error-giving = 服务器目前不给出邮件：{ $said }
imap-url-error-password = 邮箱的 URL 中含有密码。URL 会留在 shell 的历史记录和进程列表中：请去掉密码并更换它，写成 imaps://USER@HOST/FOLDER，再用变量 PRESEND_IMAP_PASSWORD 或 --password-command CMD 提供密码
imap-url-error-no-user = 邮箱的 URL 中没有用户名。请写成 imaps://USER@HOST/FOLDER
imap-url-error-no-host = 邮箱的 URL 中没有服务器。请写成 imaps://USER@HOST/FOLDER
imap-url-error-port = 邮箱 URL 中的端口不是 1 到 65535 的数
imap-url-error-percent = 邮箱的 URL 中有 % 不是 %20 这类字节的开头，或有不是 UTF-8 的字节
imap-url-error-control = 邮箱的 URL 中有控制字符
imap-url-error-part = 邮箱的 URL 中有 ? 或 ; 部分，该部分不会读取。请写成 imaps://USER@HOST/FOLDER，这两个字符写作 %3F 或 %3B
imap-state-error-io = { $file }：无法读写：{ $error }
imap-state-error-foreign = { $file }：不是 presend 记录读取进度的文件：第一行必须是 mailbox,uidvalidity,last_uid。请指定另一个文件，或删除它以全部重新读取
imap-state-error-row = { $file }:{ $line }：已损坏。请删除该行，以重新读取那个邮箱
certificates-error-read = 无法读取：{ $error }
certificates-error-none = 其中没有 PEM 格式的证书（-----BEGIN CERTIFICATE-----）
certificates-error-broken = 其中有无法读取的证书
source-error-not-found = { $file }：没有这个文件或文件夹
source-error-denied = { $file }：无权读取
source-error-read = { $file }：无法读取：{ $error }
output-error-earlier = { $folder } 中已有先前运行的结果（{ $name }）
output-error-is-input = { $file } 就是列表本身，会被覆盖
output-error-folder = { $file } 是文件夹，无法写入同名的结果
output-error-not-a-folder = { $folder } 不是文件夹
output-error-write = 无法写入 { $file }：{ $error }。没有留下任何结果
run-error-write = 无法写入结果；没有留下任何结果
run-error-changes = 无法写入 changes.csv；没有留下任何结果。请腾出空间，或用 -o 另选文件夹
baseline-error-io = 无法读取
baseline-error-broken = 第 { $line } 行：这不是 presend gate 写出的基线文件。请重新生成
retry-error-no-results = { $folder } 中没有 presend clean 的结果：没有它的 summary.json
retry-error-no-state = { $folder } 没有保存再次查询所需的内容（retry.state）：它由旧版 presend 生成，或来自多个列表，或没有使用 DNS。当时 DNS 的答复大多仍在缓存中
retry-error-damaged = 无法使用 { $file }（{ $what }）
retry-error-busy = 另一个 presend 正在再次查询 { $folder }。请等它结束
retry-error-edited = { $file } 在 presend 写出之后被修改过，修改会丢失。请恢复原样，或把列表本身重新清洗到另一个文件夹
retry-error-gone = { $file } 不见了，其中的行无法并入。请放回原处，或重新清洗列表本身
retry-error-otherwise = 第 { $line } 行原已有结论（{ $before }），现在会因其他缘故成为 { $now }：presend、它的数据表或 presend.toml 此后有变化。未作任何改动
retry-error-tables = presend.toml 中的数据表或名单与判断 { $folder } 时所用的不同。请恢复，或重新清洗列表本身
retry-error-other-rows = { $file } 中已不是首次运行的那些行。请移走它后继续，或恢复原样
retry-error-rows = { $before } 行会变成 { $now } 行。未作任何改动
retry-error-io = 无法读写 { $file }：{ $error }。未作任何改动
facts-error-read = { $file }：读取事实表的{ $place }时失败：{ $error }
facts-error-no-column = { $file }：这不是事实表，其中没有列 { $column }。presend resolve LIST -o facts.parquet 会生成一张
facts-error-row = { $file }：事实表的{ $place }无法使用：{ $what }。请用 presend resolve 重新生成该表
facts-error-too-many = { $file }：事实表超过 { $rows } 行
facts-error-write = 无法写入事实表：{ $error }
greylist-error-io = { $file }：无法读写：{ $error }
greylist-error-foreign = { $file } 不是 presend 记录灰名单推迟的文件，未作改动。请删除它，或用 --greylist 另外指定
greylist-error-row = { $file }:{ $line } 已损坏。请删除该行，或删除文件重新开始
results-error-io = 无法读取
results-error-no-row = 第 { $line } 行：这不是 JSON Lines 形式的结果行：{ $error }
results-error-too-long = 第 { $line } 行超过 { $octets } 字节，任何一行都没有这么长
results-error-unknown = 第 { $line } 行：此版本不认识 { $schema } 这种结果
results-error-several = 其中有多个发信方，而一个页面只显示一个。请只写出一个的结果
results-error-empty = 其中没有内容
results-error-no-bounce = 第 { $line } 行：这不是 JSON Lines 形式的退信：{ $error }
results-error-no-sender = 这不是 presend sender 的 JSON 结果：{ $error }
earlier-error-not-json = 这不是 presend sender 的 JSON 结果：{ $error }
earlier-error-other-schema = 这不是 presend sender 的 JSON 结果：schema 是“{ $schema }”，必须是 { $wanted }
earlier-error-empty = 其中没有 presend sender 的 JSON 结果
serve-error-needs-token = 其他机器可以访问 { $address }，因此需要令牌：请把至少 16 个字符的令牌写入文件并用 --token-file 指定，或设置 PRESEND_TOKEN。也可以改为监听 127.0.0.1
serve-error-weak-token = 令牌必须是 16 到 512 个 ASCII 字符，不含空格
serve-error-folder = 无法在 { $folder } 中存放列表：{ $error }
suppression-row-first-seen = first_seen 不是 2026-11-23 这样的日期
suppression-row-last-seen = last_seen 不是 2026-11-23 这样的日期
suppression-row-until = until 既不是 forever、allowed 或空，也不是 2026-11-23 这样的日期
suppression-row-class = 类别未知
suppression-row-count = count 不是数字
suppression-row-csv = 这不是 UTF-8 的 CSV 行
suppression-row-second-salt = 出现第二个盐；盐不同的名单无法合并
suppression-row-no-salt = 地址是哈希，而前面没有含盐的行
suppression-row-address = 无法读取地址
suppression-days-header = 第一行必须是 presend_days,1
suppression-days-row = 无法读取该行
suppression-days-no-salt = 前面没有含盐的行
suppression-days-no-address = 退信前面没有地址
suppression-days-no-receiver = 地址前面没有收信方
suppression-days-no-day = 此处应为 2026-11-23 这样的日期
suppression-days-no-number = 此处应为数字
suppression-days-other-row = 这不是 presend 写出的行
suppression-days-cells = 缺少单元格
suppression-days-follows = 退信的后果未知
table-expected-new-domain = 上文没有出现过的域名
table-expected-confidence = 单词 high 或 medium
table-expected-live-domain = 服务商表中仍在使用的域名
table-expected-slip = 一种误写，而不是服务商或与其相近的域名
table-expected-short-domain = 不超过 40 字节的域名
table-expected-weight = 权重，即不小于 1 的整数
table-expected-live = 单词 live 或 closed
table-expected-source = 出处
table-expected-local-part = 邮箱名
table-expected-small-local-part = 小写的邮箱名
table-expected-parking = 域名停放服务的名称
table-expected-name = 小写 ASCII 的名称
table-expected-domain = 域名：小写 ASCII，含一个点
table-expected-date = 日期：YYYY、YYYY-MM 或 YYYY-MM-DD
table-expected-kind = mailbox、gateway、forwarding 或 inbound api
table-expected-service = 服务的名称
zone-error-not-utf8 = 这不是 UTF-8 文本；请把文件另存为 UTF-8
zone-error-not-alone = 有 CNAME 的名称不能有其他记录（RFC 1034 §3.6.2）；请删除其一
zone-error-too-many = 该名称的某类记录多于一个 DNS 答复所能容纳的数量
zone-error-parenthesis = 此处的左括号没有闭合；请用 ) 闭合
zone-error-lone-parenthesis = 有 ) 而没有对应的 (；请删除
zone-error-word = 此处有一个词不是有效的文本
zone-error-quote = 带引号的字符串没有在本行结束；请用 " 结束
zone-error-backslash = 反斜杠后必须是一个字符，或不超过 255 的三位数字
zone-error-no-owner = 第一条记录没有名称；请在行首写上名称
zone-error-no-type = 记录没有类型；请写成例如：example.com. MX 10 mail.example.com.
zone-error-origin = $ORIGIN 需要一个名称，例如：$ORIGIN example.com.
zone-error-ttl = $TTL 需要一个时间，例如：$TTL 3600
zone-error-include = 不支持 $INCLUDE；请把其中的记录放进本文件，文件必须完整
zone-error-control = { $word } 不是控制条目；$ORIGIN 和 $TTL 才是
zone-error-ipv4 = “{ $word }”不是 192.0.2.1 这样的 IPv4 地址
zone-error-ipv6 = “{ $word }”不是 2001:db8::1 这样的 IPv6 地址
zone-error-preference = “{ $word }”不是 0 到 65535 的优先级
zone-error-mx = MX 需要优先级和名称，例如：MX 10 mail.example.com.
zone-error-one-value = { $kind } 后必须恰好有一个值
zone-error-txt = TXT 至少需要一个字符串
zone-error-dname = 此处不支持 DNAME；请为每个名称写一条 CNAME
zone-error-type = { $kind } 不是记录类型；请检查顺序：名称、TTL、类别、类型、值
zone-error-quoted-name = 此处的名称有引号或反斜杠；presend 不查询这样的名称
zone-error-name = “{ $word }”不是名称：{ $why }
zone-error-class = 类别 { $class } 与邮件无关；只读取 IN
zone-error-tlsa = TLSA 需要三个数字和十六进制数据，例如：TLSA 3 1 1 0123abcd
zone-error-long-string = TXT 记录的一个字符串超过 { $octets } 字节；请分成几个
zone-error-attempts = “{ $word }”不是尝试次数；请写：{ $shape }
zone-error-fault = 这条 ;fault 不完整；请写：{ $shape }
zone-error-failure = “{ $word }”不是故障类型；请写：{ $shape }
retry-damaged-beginning = 开头不是 presend 写出的样子
retry-damaged-maker = 由 presend { $by } 生成，而当前是 { $version }
retry-damaged-other-maker = 由另一个程序生成，而当前是 presend { $version }
retry-damaged-end = 结尾缺失
retry-damaged-domain = 其中一个域名不是 presend 写出的样子
facts-place-beginning = 开头
facts-place-line = 第 { $number } 行
facts-place-row = 第 { $number } 行数据
facts-place-record = 第 { $number } 条记录
facts-row-too-long = 超过 { $mebibytes } MiB
facts-row-no-end = 有一行超过 { $mebibytes } MiB
facts-row-no-object = 不是 JSON 对象
facts-row-cells = 有 { $cells } 个单元格，而不是 { $wanted } 个
facts-row-not-utf8 = 不是 UTF-8
facts-row-schema = schema 是 { $value }，而不是 { $wanted }
facts-row-outcome = outcome { $value } 与 mx 不符
facts-row-hosts = 主机超过 { $count } 台
facts-row-expires = 过期时间早于查询时间
facts-row-resolver = resolver 超过 { $octets } 字节
facts-row-value = { $column } 是 { $value }
facts-row-name = { $column } 是 { $value }：{ $why }
facts-row-items = { $column } 超过 { $count } 项
facts-row-no-array = { $column } 不是 JSON 数组
facts-row-preference = mx 中有一项没有 0 到 65535 的优先级
facts-row-address = 主机的一个地址是 { $value }
facts-row-host = 一台主机的内容是 { $value }
facts-row-bare-host = 一台主机既没有地址，也没有说明原因的词
facts-row-moment = { $column } 是 { $value }，不是 2026-01-31T12:00:00Z 这样的时间
parquet-error-type = 其中值的类型是 { $kind }，presend 无法读取
json-error-behind-end = 结尾之后还有内容
json-error-cut = 内容中途结束
json-error-too-deep = 嵌套太深
json-error-no-key = 缺少双引号中的键
json-error-no-colon = 缺少冒号
json-error-no-brace = 缺少逗号或 {"}"}
json-error-no-bracket = 缺少逗号或 ]
json-error-digits = \u 后必须是四位十六进制数字
json-error-escape = 没有这种转义
json-error-string = 字符串没有在本行结束
json-error-no-value = 缺少值，或值没有加引号
store-set-aside = DNS 缓存 { $file } 已损坏；现改名为 { $aside }，并新建了一个
store-was-locked = DNS 缓存 { $file } 被另一个程序锁定；本次运行没有使用它，结果是完整的
store-was-damaged = DNS 缓存 { $file } 已损坏，已移到一旁；本次运行没有使用它，结果是完整的
store-has-failed = 无法读写 DNS 缓存 { $file }（{ $why }）；本次运行没有使用它，结果是完整的

## What options help, said behind what is wrong

advice-lists = 请用 --sheet 指定其中一个。
advice-empty = 如果空列表没有问题，请用 --allow-empty。
advice-column = 请用 --column 指定那一列，或去掉 --column。
advice-no-addresses = 要跳过这样的文件，请用 --if-no-addresses skip。
advice-no-email-column = 请用 --column 列名 或 --column 列号 指定。
advice-duplicates = 也可以用 --memory 允许使用更多内存。
advice-folder-or-force = 请用 -o 另选文件夹，或加 --force 替换
advice-other-folder = 请用 -o 另选文件夹
advice-other-name = 请用 -o 另选名字
advice-room-or-folder = 请腾出空间，或用 -o 另选文件夹
advice-clean-again = 请加 --force 重新清洗列表本身
advice-without-retry = 请给出 -o 指定的文件夹，或去掉 --retry 直接给出列表
advice-other-cache = 请用 --cache 指定另一个文件
advice-dns = 请用 --dns 地址 指定
advice-other-suppression = 请取得写入权限，或用 --suppress 指定另一个
advice-sender-json = presend sender 域名 --format json 会写出一个
advice-update-baseline = presend gate --update-baseline 会重写
advice-rows = clean、gate 或 check 的 --format jsonl 会写出这样的行
advice-make-suppression = presend bounce --suppress 会新建一个

## What checks of a sender say that they saw. In English these are the forms of the sentences; $a, $b and so on stand for a name, a record,
## a figure, or for another of these sentences.

## Names and addresses.

saw-is-no-domain = “{ $a }”不是域名
saw-does-not-exist-in-the-dns = { $a } 在 DNS 中不存在
saw-does-not-exist = { $a } 不存在
saw-does-not-exist-2 = 不存在
saw-has-no-address = 没有地址
saw-exists-but-has-no-address = 存在但没有地址
saw-takes-no-mail = 不收信
saw-no-ptr-record = 没有 PTR 记录
saw-no-ptr-record-for-this-ipv6-address = 没有该 IPv6 地址的 PTR 记录
saw-ptr-record = PTR 记录
saw-address-of-the-ptr-name = PTR 名字的地址
saw-no-sending-address-is-known-add-ip = 不知道发信 IP；请加 --ip 地址
saw-only-ipv6-addresses-send-mail-hosts-with = 只用 IPv6 地址发信；只有 IPv4 的收信服务器收不到
saw-has-no-ptr-record = { $a } 没有 PTR 记录
saw-has-no-ptr-record-for-this-ipv6 = IPv6 地址 { $a } 没有 PTR 记录
saw-which-has-no-address = { $a } → { $b }，而该名字没有地址
saw-which-leads-to-other-addresses-and-not = { $a } → { $b }，而该名字指向其他地址，没有指回 { $c }
saw-by-way-of-rfc-2317 = { $a } → { $b } → { $c }，经由 { $d }（RFC 2317）
saw-the-could-not-be-found-out = 无法查清 { $a }：{ $b }
saw-has-ptr-names-only-the-first-were = { $a } 有 { $b } 个 PTR 名字；只看了前 { $c } 个
saw-has-ptr-names = { $a } 有 { $b } 个 PTR 名字：{ $c }
saw-the-ptr-name-is-an-alias-cname = PTR 名字 { $a } 是 { $b } 的别名（CNAME）
saw-looks-like-a-name-that-a-provider = { $a } 像是服务商给客户机器起的名字
saw-is-an-address-for-examples-in-books = { $a } 是书中举例用的地址，没有人用它发信
saw-is-a-private-or-reserved-address-so = { $a } 是私有或保留地址，收信方看到的是另一个地址
saw-no-ip-was-given-and-the-spf = 没有给出 --ip，{ $a } 的 SPF 记录也没有单个地址或小网段
saw-no-ip-was-given-the-spf-record = 没有给出 --ip；{ $a } 的 SPF 记录有 1 个地址：{ $b }
saw-no-ip-was-given-addresses-come-from = 没有给出 --ip；从 { $b } 的 SPF 记录取了 { $a } 个地址：{ $c }；其余从略
saw-no-ip-was-given-addresses-come-from-2 = 没有给出 --ip；从 { $b } 的 SPF 记录取了 { $a } 个地址：{ $c }
saw-the-addresses-of-are-theirs-to-watch = { $a }；{ $b } 的地址由其自己负责，已略去
saw-it-stands-in-a-range-of-the = { $a }；它在 SPF 记录的网段内，只有用它发信时才要紧

## Failures.

saw-no-dns-server-answered-in-time = 没有 DNS 服务器及时回答
saw-the-dns-server-reports-a-failure-servfail = DNS 服务器报告故障（SERVFAIL）
saw-the-dns-server-refuses-to-answer-refused = DNS 服务器拒绝回答（REFUSED）
saw-the-dns-server-cannot-be-reached = 无法连到 DNS 服务器
saw-the-dns-answer-cannot-be-used = DNS 的回答无法使用
saw-the-dns-server-filters-what-it-answers = DNS 服务器过滤了回答
saw-no-answer-came-in-time = 没有及时得到回答
saw-the-dns-server-answered-servfail = DNS 服务器回答 SERVFAIL
saw-the-dns-server-refused = DNS 服务器拒绝回答
saw-the-network-failed = 网络故障
saw-the-answer-was-broken = 回答已损坏
saw-no-reason-is-known = 原因不明
saw-the-dns-did-not-answer-for-so = DNS 没有回答 { $a }，因此未能查看全部
saw-the-dns-did-not-answer-for = DNS 没有回答 { $a }

## HELO.

saw-the-helo-name-was-not-given-add = 没有给出 HELO 名字；请加 --helo 名字，即服务器所报的名字
saw-has-an-underscore-which-postfix-takes-and = { $a } 带有下划线，Postfix 接受，Exim 默认拒绝
saw-the-addresses-of-could-not-be-found = 无法查清 { $a } 的地址：{ $b }
saw-is-a-full-name-and-leads-to = { $a } 是完整的名字，并指向该地址
saw-the-server-calls-itself-an-address-that = 服务器自称 { $a }，是一个地址而不是名字，而且不是发信 IP
saw-the-server-calls-itself-an-address-in = 服务器自称 { $a }，是一个地址而不是名字
saw-the-server-calls-itself-which-is-an = 服务器自称 { $a }，这是一个地址
saw-the-server-calls-itself-and-its-address = 服务器自称 { $a }，而其地址的名字是 { $b }
saw-has-characters-that-a-host-name-may = { $a } 含有主机名不允许的字符
saw-is-no-full-name-that-others-can = { $a } 不是他人可以查询的完整名字
saw-exists-but-has-no-address-2 = { $a } 存在但没有地址
saw-leads-to-not-to = { $a } 指向 { $b }，而不是 { $c }
saw-has-no-record-and-mail-is-sent = { $a } 没有 { $b } 记录，而邮件从 { $c } 发出
saw-whether-leads-to-could-not-be-found = 无法查清 { $a } 是否指向 { $b }：{ $c }

## The domain.

saw-the-mail-hosts-of-could-not-be = 无法查清 { $a } 的收信服务器：{ $b }
saw-has-no-mx-a-or-aaaa-record = { $a } 没有 MX、A 或 AAAA 记录
saw-has-no-mx-and-leads-to = { $a } 没有 MX，而指向 { $b }
saw-has-no-mx-its-address-is-taken = { $a } 没有 MX；其地址 { $b } 被当作收信服务器
saw-has-a-null-mx-it-says-that = { $a } 有空 MX：声明不收信
saw-has-a-null-mx-among-other-mx = { $a } 在其他 MX 记录之间有一条空 MX
saw-the-mail-host-is-an-alias-cname = 收信服务器 { $a } 是 { $b } 的别名（CNAME）
saw-the-mail-host-does-not-exist = 收信服务器 { $a } 不存在
saw-the-mail-host-has-no-address = 收信服务器 { $a } 没有地址
saw-the-mx-record-names-the-address-in = MX 记录写的是地址 { $a }，而不是主机名
saw-the-mail-host-has-only = 收信服务器 { $a } 只有 { $b }
saw-the-mail-host-leads-to-the-sender = 收信服务器 { $a } 指向发信方自己的机器

## SPF.

saw-has-one-readable-record = { $a } 有一条可读的记录：{ $b }
saw-may-send-for-by = { $a } 可以为 { $b } 发信，依据 { $c }
saw-may-send-for = { $a } 可以为 { $b } 发信
saw-gets-by-for-its-explanation = { $a } 为 { $d } 发信的结果是 { $b }，依据 { $c }；其说明：“{ $e }”
saw-gets-by-for = { $a } 为 { $d } 发信的结果是 { $b }，依据 { $c }
saw-gets-for = { $a } 为 { $c } 发信的结果是 { $b }
saw-spf-of-is-open = { $a } 的 SPF 没有锁定；{ $b }
saw-spf-of = { $a } 的 SPF：{ $b }
saw-the-spf-of-the-helo-name-does = HELO 名字 { $a } 的 SPF 不允许 { $b }
saw-the-spf-of-the-helo-name-cannot = HELO 名字 { $a } 的 SPF 无法使用：{ $b }
saw-lets-everybody-or-nearly-everybody-send-as = “{ $a }”让所有人或几乎所有人都能以该域名发信
saw-is-a-very-wide-range-and-strangers = “{ $a }”范围太大，里面有外人
saw-all-says-nothing-about-anybody-else-who = “?all”对以该域名发信的其他人什么也没说
saw-the-record-ends-without-all-which-is = 记录没有以“all”结尾，会被当作“?all”
saw-the-record-has-bytes-beyond-the-answer = 记录有 { $a } 字节；超过 { $b } 时回答装不进一个普通的 UDP 包
saw-stands-after-all-where-nobody-looks-at = “{ $a }”在“all”之后，没有人看
saw-stands-twice = “{ $a }”写了两次
saw-does-nothing-because-the-record-has-an = “{ $a }”不起作用，因为记录里有“all”
saw-ptr-is-slow-and-unreliable-and-the = “{ $a }”：ptr 又慢又不可靠，标准要求不要使用
saw-is-an-internal-address-which-no-receiver = “{ $a }”是内部地址，收信方永远看不到
saw-stands-inside-the-record-as-if-two = “{ $a }”在记录中间，像是两条记录并成了一条
saw-is-written-with-and-receivers-ignore-it = “{ $a }”写了“=”，收信方会忽略
saw-passes-every-client-because-has-an-address = “{ $a }”让所有客户端通过，因为 { $b } 有地址
saw-leads-back-to-the-records-go-round = “{ $a }”又指回 { $b }：记录形成了环
saw-the-record-of-cannot-be-used = { $a } 的记录无法使用：{ $b }
saw-has-no-spf-record = { $a } 没有 SPF 记录：{ $b }
saw-has-no-spf-record-2 = { $a } 没有 SPF 记录
saw-it-has-no-txt-record = 没有 TXT 记录
saw-it-does-not-exist = 不存在
saw-none-of-its-txt-records-is-an = 其 TXT 记录中没有 SPF 记录
saw-has-mx-records-may-find-at-most = { $a } 有 { $b } 条 MX 记录；“{ $c }”最多可以找到 { $d } 条
saw-the-explanation-at-breaks-the-grammar-so = { $a } 的说明不合语法，收信方会略去
saw-the-explanation-at-is-not-exactly-one = { $a } 的说明不是恰好一条 TXT 记录，收信方会略去
saw-the-explanation-at-is-missing-so-that = { $a } 没有说明，收信方会略去
saw-has-spf-records-and-may-have-one = { $a } 有 { $b } 条 SPF 记录，而只能有一条：{ $c }
saw-has-spf-records-and-may-have-one-2 = { $a } 有 { $b } 条 SPF 记录，而只能有一条
saw-is-no-spf-record-for-receivers = 收信方不把“{ $a }”当作 SPF 记录：{ $b }
saw-the-records-cost-look-ups-and-are = 这些记录要查询 { $a } 次，而只允许 { $b } 次；用得最多的是：{ $c }
saw-look-ups-find-nothing-and-two-are = 有 { $a } 次查询什么也没找到，而只允许两次：{ $b }
saw-finds-nothing-in-the-dns-after-two = “{ $a }”在 DNS 中什么也没找到；这样的查询超过两次，记录就作废
saw-characters-stand-before-v-spf1-or-quotes = “v=spf1”前面有字符，或者记录外面有引号
saw-v-spf1-must-be-followed-by-a = “v=spf1”后面必须是空格，不能是标点
saw-v-spf1-must-be-written-without-blanks = “v=spf1”里面不能有空格，后面必须有一个普通空格
saw-a-record-must-begin-with-v-spf1 = 记录必须以“v=spf1”和一个空格开头
saw-v-spf1-is-missing-at-its-start = 开头没有“v=spf1”
saw-the-domain-has-no-txt-record = 该域名没有 TXT 记录
saw-the-domain-does-not-exist = 该域名不存在
saw-the-domain-has-no-spf-record = 该域名没有 SPF 记录
saw-in-the-record-of = { $b } 的记录中的“{ $a }”：{ $c }
saw-redirect-leads-to-which-has-no-spf = redirect 指向 { $a }，而那里没有 SPF 记录
saw-txt-of = { $a } 的 TXT 记录
saw-mx-of = { $a } 的 MX 记录
saw-a-of = { $a } 的 A 记录
saw-aaaa-of = { $a } 的 AAAA 记录
saw-ptr-of = { $a } 的 PTR 记录
saw-is-included-and-has-no-spf-record = 包含了 { $a }，而那里没有 SPF 记录
saw-would-be-look-up-and-are-allowed = “{ $a }”将是第 { $b } 次查询，而只允许 { $c } 次
saw-is-the-third-look-up-that-finds = “{ $a }”是第三次什么也没找到的查询，而只允许两次
saw-there-is-no-such-mechanism = 没有这种机制
saw-all-takes-no-value = all 不带值
saw-it-holds-a-character-that-is-not = 含有不可打印或非 ASCII 的字符
saw-this-modifier-may-stand-only-once-in = 这个修饰符在一条记录中只能出现一次
saw-ip4-needs-a-colon-an-ipv4-address = ip4 要有冒号和 IPv4 地址，最多再加 0 到 32 的前缀长度
saw-ip6-needs-a-colon-an-ipv6-address = ip6 要有冒号和 IPv6 地址，最多再加 0 到 128 的前缀长度
saw-needs-a-colon-and-a-domain-name = { $a } 要有冒号和域名

## DKIM.

saw-add-dkim-selector-s-of-a-dkim = 请加 --dkim 选择器（所发 DKIM-Signature 的 s=）
saw-not-determinable-no-selector-was-named-and = 无法确定：没有给出选择器，{ $a } 个常见选择器也都没有密钥，这并不说明什么；{ $b }
saw-every-selector-of-leads-to-one-key = { $a } 的所有选择器都指向同一个密钥；{ $b }
saw-is-no-selector-the-dns-cannot-hold = “{ $a }”不是选择器：DNS 容不下这样的名字
saw-holds-a-key-rsa-with-bits = { $a } 有密钥：{ $b } 位 RSA
saw-holds-a-key = { $a } 有密钥：{ $b }
saw-has-no-txt-record = { $a } 没有 TXT 记录
saw-has-only-an-spf-record-perhaps-from = { $a } 只有 SPF 记录（可能来自通配符），没有密钥
saw-is-no-key-record-it-has-no = “{ $a }”不是密钥记录：没有 p=
saw-other-txt-records-stand-beside-the-key = 密钥旁边还有 { $a } 条其他 TXT 记录
saw-has-key-records-and-may-have-one = { $a } 有 { $b } 条密钥记录，而只能有一条
saw-the-tag-p-which-holds-the-key = 没有放密钥的标签 p=
saw-p-is-empty-which-says-that-the = p= 为空，表示密钥已撤销
saw-k-is-no-known-algorithm = k={ $a } 不是已知的算法
saw-v-dkim1-must-be-the-first-tag = v=DKIM1 必须是第一个标签
saw-the-record-holds-backslashes-its-semicolons-must = 记录里有反斜杠；分号前不能有反斜杠
saw-the-version-is-and-must-be-dkim1 = 版本是“{ $a }”，而必须是大写的 DKIM1
saw-the-rsa-key-has-bits-under-it = RSA 密钥有 { $a } 位；不足 { $b } 位不会被采用
saw-the-rsa-key-has-bits-verifiers-need = RSA 密钥有 { $a } 位；验证方不必支持超过 { $b } 位
saw-the-rsa-key-has-bits-are-the = RSA 密钥有 { $a } 位；建议 { $b } 位
saw-p-holds-a-key-of-another-algorithm = p= 里是 RSA 以外的算法的密钥
saw-p-holds-what-looks-like-an-ed25519 = p= 里像是 Ed25519 密钥，却没有 k=ed25519
saw-p-is-no-rsa-key-perhaps-its = p= 不是 RSA 密钥；可能末尾被截断
saw-the-key-is-ed25519-and-many-receivers = 密钥是 Ed25519，而许多收信方只能验证 RSA
saw-the-ed25519-key-has-bytes-and-must = Ed25519 密钥有 { $a } 字节，而必须有 { $b } 字节
saw-p-holds-the-lines-that-frame-a = p= 里有密钥文件的首尾行；只应放两行之间的字符
saw-p-holds-quotes-the-parts-of-a = p= 里有引号；长密钥的各段拼接时不带引号
saw-p-is-no-base64-a-character-is = p= 不是 base64；有不属于它的字符，或末尾被截断
saw-h-does-not-allow-sha256-and-signers = h={ $a } 不允许 sha256，而签名方必须使用它
saw-s-does-not-allow-e-mail = s={ $a } 不允许用于电子邮件
saw-t-y-says-that-the-domain-only = t=y 表示该域名只是测试 DKIM，验证方可以忽略签名
saw-t-s-the-signature-s-i-must = t=s：签名的 i= 必须恰好是该域名
saw-g-belongs-to-the-old-standard-and = g= 属于旧标准，现在的验证方会忽略
saw-is-no-tag-with-a-value = “{ $a }”不是带值的标签
saw-is-no-name-of-a-tag = “{ $a }”不是标签名
saw-the-tag-stands-twice = 标签“{ $a }”写了两次

## DMARC.

saw-nothing-that-passes-is-aligned = 通过的都没有对齐：{ $a }
saw-mail-from-is-at-not-aligned-with = MAIL FROM 在 { $a }，与 { $b } 不对齐；DKIM 已对齐，这就够了
saw-no-dkim-domain-is-aligned-with-only = 没有 DKIM 域名与 { $a } 对齐；只有 SPF 对齐，邮件一转发就失效
saw-mail-from-is-at-not-aligned-with-2 = MAIL FROM 在 { $a }，与 { $b } 不对齐；DMARC 只能靠对齐的 DKIM 签名通过，而没有给出选择器
saw-neither-mail-from-nor-a-dkim-domain = MAIL FROM（{ $a }）和 DKIM 域名都没有与 { $b } 对齐
saw-dmarc-has-dmarc-records-receivers-use-none = _dmarc.{ $a } 有 { $b } 条 DMARC 记录；收信方一条也不采用
saw-at-dmarc-is-no-dmarc-record = _dmarc.{ $b } 的“{ $a }”不是 DMARC 记录：{ $c }
saw-neither-nor-a-domain-above-it-has = { $a } 及其上级域名都没有 DMARC 记录
saw-a-dmarc-record-stands-at-where-receivers = 有一条 DMARC 记录在 { $a }，收信方不会去看；它应在 _dmarc.{ $b }
saw-the-policy-is-that-of-for-all = 策略来自 { $a }，用于其所有子域名
saw-psd-y-says-that-is-a-public = psd=y 表示 { $a } 是公共后缀，而它不是
saw-the-organisational-domain-is-by-rfc-9989 = 组织域名按 RFC 9989 是 { $a }，按 RFC 7489 是 { $b }
saw-reports-go-to-which = 报告发往 { $a }，而它{ $b }
saw-has-not-agreed-to-take-reports-has = { $a } 没有同意接收报告：{ $b } 没有 TXT 记录 v=DMARC1
saw-characters-stand-before-the-version-or-quotes = 版本前面有字符，或者记录外面有引号
saw-the-version-v-dmarc1-is-missing = 没有版本 v=DMARC1
saw-the-version-must-be-spelled-v-dmarc1 = 版本必须写成 v=DMARC1，字母大写
saw-a-semicolon-must-follow-v-dmarc1 = v=DMARC1 后面必须有分号
saw-v-dmarc1-must-come-first = v=DMARC1 必须在最前面
saw-the-version-must-be-v-dmarc1 = 版本必须是 v=DMARC1
saw-p-none-asks-receivers-to-do-nothing = p=none 要求收信方对冒名邮件什么也不做
saw-p-the-policy-is-missing-many-receivers = 没有策略 p=；许多收信方会忽略这样的记录
saw-p-is-none-of-none-quarantine-reject = p={ $a } 不是 none、quarantine、reject 之一；许多收信方会忽略这样的记录
saw-p-should-directly-follow-v-dmarc1-older = p= 应紧跟在 v=DMARC1 之后；较旧的收信方要求如此
saw-sp-leaves-subdomains-less-protected-than-p = sp={ $a } 使子域名受到的保护不如 p={ $b }
saw-np-leaves-subdomains-that-do-not-exist = np={ $a } 使不存在的子域名受到的保护不如其他子域名
saw-t-y-says-that-the-policy-is = t=y 表示策略只是测试，收信方会放宽一级执行
saw-pct-keeps-the-policy-from-being-applied = pct={ $a } 使策略不用于全部邮件
saw-pct-is-no-number-from-0-to = pct={ $a } 不是 0 到 100 的数
saw-pct-no-longer-belongs-to-dmarc-rfc = pct 已不属于 DMARC（RFC 9989），可以去掉
saw-without-rua-nobody-tells-you-who-sends = 没有 rua=，就没有人告诉您谁在以您的域名发信
saw-no-longer-belongs-to-dmarc-rfc-9989 = { $a } 已不属于 DMARC（RFC 9989），可以去掉
saw-is-no-mailto-address-so-that-no = { $a }={ $b } 不是 mailto: 地址，不会有报告发往那里
saw-is-none-of-none-quarantine-reject = { $a }={ $b } 不是 none、quarantine、reject 之一
saw-is-neither-r-nor-s-and-is = { $a }={ $b } 既不是 r 也不是 s，按 r 处理
saw-psd-is-none-of-y-n-u = psd={ $a } 不是 y、n、u 之一
saw-fo-is-none-of-0-1-d = fo={ $a } 不是 0、1、d、s 之一
saw-the-tag-is-not-known-and-receivers = 标签“{ $a }”不为人知，收信方会忽略

## Block lists.

saw-is-not-listed-by = { $a } 不在这些列表上：{ $b }
saw-is-listed-by = { $a } 在列表 { $b } 上：{ $c }
saw-says-nothing = { $a } 没有给出结果：{ $b }
saw-not-asked-further = 未继续查询：{ $a }
saw-the-list-says-that-its-name-is = 列表说它的名字写错了（127.255.255.252）
saw-you-asked-through-a-public-resolver-which = 查询经过公共解析器，列表拒绝这样的查询（127.255.255.254）；请通过自己的解析器查询（--dns）
saw-the-list-says-that-you-ask-too = 列表说查询过多（127.255.255.255）
saw-the-list-answers-with-an-error-code = 列表回答了错误代码（127.255.255.0/24）
saw-the-list-says-that-it-does-not = 列表说它不收录地址（127.0.1.255）
saw-the-list-refuses-you-127-0-0 = 列表拒绝回答（127.0.0.1）：它不为您的 DNS 服务器服务
saw-its-test-entry-is-not-listed-the = 测试条目 { $a } 没有被收录：列表已停用，或者不是列表
saw-it-answers-outside-127-0-0-0 = 它回答 { $a }，在 127.0.0.0/8 之外：列表已停放，或者您的 DNS 服务器编造回答
saw-it-lists-everything-which-must-never-be = 它收录一切：绝不该收录的 { $a } 也在其中
saw-its-test-entries-are-the-wrong-way = 测试条目颠倒了：收录了 { $a }，却没有收录 { $b }
saw-it-lists-no-ipv4-addresses = 它不收录 IPv4 地址
saw-it-lists-no-ipv6-addresses = 它不收录 IPv6 地址
saw-it-lists-no-domains = 它不收录域名

## Other records.

saw-could-not-be-found-out = 无法查清 { $a }：{ $b }
saw-has-txt-records-but-none-that-begins = { $a } 有 TXT 记录，但没有一条以 { $b } 开头
saw-nobody-uses-the-record-for = 没有人采用 { $a } 记录，因为{ $b }：{ $c }
saw-tls-reports-is-published = 已发布 TLS 报告：{ $a }

## What was connected to.

saw-speaks-with-a-certificate-for-until = { $a } 使用 { $b }，证书属于 { $c }，有效至 { $d }
saw-does-not-offer-starttls = { $a } 不提供 STARTTLS
saw-offers-starttls-but = { $a } 提供 STARTTLS，但{ $b }
saw-the-certificate-of-is-for = { $a } 的证书属于 { $b }
saw-no-dns-name-cn = 任何 DNS 名字以外的名字（CN={ $a }）
saw-no-dns-name = 任何 DNS 名字以外的名字
saw-the-certificate-of-ran-out-on = { $a } 的证书已于 { $b } 过期
saw-the-certificate-of-holds-only-from-on = { $a } 的证书自 { $b } 起才有效
saw-the-certificate-of-runs-out-on-days = { $a } 的证书将于 { $b } 过期（还剩 { $c } 天）
saw-the-certificate-of-is-signed-by-itself = { $a } 的证书由其自己签名
saw-the-certificate-of-is-signed-by-nobody = { $a } 的证书没有本机信任的签名
saw-the-certificate-of-cannot-be-read = { $a } 的证书无法读取
saw-the-mta-sts-policy-enforce-forbids-to = { $a }；MTA-STS 策略（enforce）禁止向其投递
saw-could-not-be-asked-for-tls = 无法查询 { $a } 的 TLS：{ $b }
saw-more-mail-hosts-were-not-connected-to = 另有 { $a } 台收信服务器没有连接
saw-tlsa-records-stand-at-and-the-dns = { $a } 有 TLSA 记录，但所询问的 DNS 服务器没有为其担保
saw-tlsa-records-stand-at-and-nobody = { $a } 有 TLSA 记录，但没有人为 { $b } 的 MX 记录担保
saw-one-of-them-fits-what-the-host = { $a }；其中一条与服务器出示的相符
saw-none-of-them-fits-what-the-host = { $a }；没有一条与服务器出示的相符
saw-tlsa-records-stand-at-and-does-not = { $a } 有 TLSA 记录，但 { $b } 不提供 STARTTLS
saw-tlsa-records-stand-at-and-starttls-fails = { $a } 有 TLSA 记录，但 { $b } 的 STARTTLS 不起作用
saw-shows-what-the-tlsa-record-at-says = { $a } 出示的与 { $c } 的 TLSA 记录（{ $b }）相符
saw-senders-can-use-none-of-the-tlsa = { $a } 的 TLSA 记录没有一条是发信方能用的
saw-none-of-the-tlsa-records-at-fits = { $a } 的 TLSA 记录没有一条与 { $b } 出示的相符
saw-the-tlsa-record-at-is-of-a-certificate = { $a } 的 TLSA 记录指明的证书没有签发 { $b } 的证书
saw-the-tlsa-record-of-a-ca-not-now = { $a } 的 TLSA 记录指明一个 CA，但 { $b } 的证书目前无效
saw-the-tlsa-record-of-a-ca-other-names = { $a } 的 TLSA 记录指明一个 CA，但 { $b } 的证书属于其他名字
saw-tlsa-at-could-not-be-found-out = 无法查清 { $a } 的 TLSA：{ $b }
saw-whoever-runs-has-to-publish-it = 须由 { $a } 的运营者发布。
saw-it-did-not-answer-in-time = 对方没有及时回答
saw-it-refused-the-connection = 对方拒绝连接
saw-it-closed-the-connection = 对方关闭了连接
saw-its-addresses-are-private-or-reserved-which = 其地址是私有或保留地址，presend 只在加 --allow-non-public 时连接
saw-it-answered-with-what-is-no-smtp = 对方的回答不是 SMTP
saw-it-greeted-with = 对方的问候是 { $a }
saw-it-answered-ehlo-with = 对方对 EHLO 的回答是 { $a }
saw-it-answered-starttls-with = 对 STARTTLS 的回答是 { $a }
saw-it-sent-more-in-the-clear-behind = 在回答 STARTTLS 之后又以明文发送内容
saw-it-shows-no-certificate = 不出示证书
saw-what-it-sends-is-no-tls = 发送的内容不是 TLS
saw-it-speaks-neither-tls-1-2-nor = 不支持使用安全加密套件的 TLS 1.2 或 TLS 1.3
saw-the-tls-handshake-fails = TLS 握手失败（{ $a }）
saw-tls-could-not-be-begun = 无法开始 TLS（{ $a }）
saw-this-machine-trusts-nobody-to-sign-certificates = 本机不信任任何证书机构
saw-its-certificate-is-for-other-names = 其证书属于其他名字
saw-its-certificate-has-run-out = 其证书已过期
saw-its-certificate-does-not-hold-yet = 其证书尚未生效
saw-its-certificate-is-signed-by-nobody-whom = 其证书没有本机信任的签名
saw-senders-get-no-mta-sts-policy-has = 发信方取不到 MTA-STS 策略：{ $a } 没有地址
saw-senders-get-no-mta-sts-policy-from = 发信方从 { $a } 取不到 MTA-STS 策略：{ $b }
saw-the-mta-sts-policy-at-could-not = 无法取得 { $a } 的 MTA-STS 策略：{ $b }
saw-nobody-uses-the-mta-sts-policy-for = 没有人采用该 MTA-STS 策略：{ $a }
saw-has-an-mta-sts-policy-and-no = { $a } 有 MTA-STS 策略，但 { $b } 没有记录声明它
saw-the-mta-sts-policy-says-for-and = MTA-STS 策略对 { $b } 规定 { $a }，保存 { $c } 秒
saw-no-hosts = 无服务器
saw-senders-keep-the-mta-sts-policy-for = 发信方只保存 MTA-STS 策略 { $a } 秒；建议数周
saw-the-mta-sts-policy-does-not-list = MTA-STS 策略没有列出收信服务器 { $a }
saw-it-answers-with-what-is-no-http = 对方的回答不是 HTTP
saw-it-answers-with-http = 对方以 HTTP { $a } 回答
saw-it-sends-everybody-on-to-another-place = 对方重定向到别处（HTTP { $a }），而取策略时不得跟随
saw-it-sends-the-policy-packed-which-nobody = 对方发送的策略经过压缩，而没有人这样要求
saw-it-does-not-say-that-the-policy = 对方没有声明策略是 text/plain
saw-it-sends-in-place-of-text-plain = 对方发送 { $a } 而不是 text/plain
saw-it-sends-more-than-64-kib = 对方发送的内容超过 64 KiB
saw-it-is-not-utf-8 = 它不是 UTF-8
saw-line-is-no-field-with-a-colon = 第 { $a } 行不是带冒号的字段
saw-its-version-is-not-stsv1 = 其 version 不是 STSv1
saw-it-has-no-version = 它没有 version
saw-its-mode-is-none-of-enforce-testing = 其 mode 不是 enforce、testing 或 none
saw-it-has-no-mode = 它没有 mode
saw-it-has-no-max-age = 它没有 max_age
saw-its-max-age-is-no-number-of = 其 max_age 不是秒数
saw-its-max-age-is-more-than-a = 其 max_age 超过一年（{ $a } 秒）
saw-it-has-no-mx = 它没有 mx
saw-mx-number-is-neither-a-name-of = 第 { $a } 个 mx 既不是主机名，也不是 *. 加主机名
saw-mta-sts-is-published = 已发布 MTA-STS：{ $a }
saw-bimi-is-published-but-not-shown-without = 已发布 BIMI，但没有 DMARC p=quarantine 或 p=reject 就不会显示：{ $a }
saw-bimi-is-published = 已发布 BIMI：{ $a }
saw-bimi-says-that-there-is-no-logo = BIMI 声明没有标志：{ $a }
saw-it-has-no-id = 没有 id=
saw-its-id-is-longer-than-32-characters = id= 超过 32 个字符
saw-its-id-has-other-characters-than-letters = id= 含有字母和数字以外的字符
saw-it-has-no-rua = 没有 rua=
saw-its-rua-is-neither-mailto-nor-https = rua= 既不是 mailto: 也不是 https:
saw-it-has-no-l = 没有 l=
saw-its-logo-l-is-not-an-https = 标志（l=）不是 https 地址
saw-its-logo-l-is-no-svg-file = 标志（l=）不是 SVG 文件
saw-its-certificate-a-is-not-an-https = 证书（a=）不是 https 地址
saw-services-that-the-records-of-name = { $a } 的记录所指明的服务：{ $b }

## Domains that send nothing.

saw-it-was-said-that-sends-nothing-it = 已说明 { $a } 不发信；按这样的域名检查
saw-its-records-say-that-sends-nothing-it = 其记录表明 { $a } 不发信；按这样的域名检查
saw-nobody-may-send-for = 没有人可以为 { $a } 发信：{ $b }
saw-there-is-none = 没有
saw-strangers-get = 外人得到 { $a }：{ $b }
saw-the-record-names-who-may-send = 记录写明了谁可以发信：{ $a }
saw-has-no-mx-and-no-address-a = { $a } 没有 MX 也没有地址；空 MX 可以直接表明不收信
saw-has-no-mx-so-that-mail-is = { $a } 没有 MX，因此邮件会被投递到其地址
saw-sends-nothing-and-takes-mail-at = { $a } 不发信，在 { $b } 收信
saw-mail-in-the-name-of-is-to = 以 { $a } 名义发来的邮件会被拒收：{ $b }
saw-forged-mail-is-to-be-filed-as = 冒名邮件会放入垃圾箱，而不是拒收：{ $a }
saw-nothing-asks-to-reject-forged-mail = 没有要求拒收冒名邮件：{ $a }
saw-still-holds-a-key-that-signs-mail = { $a } 仍有可以签名的密钥
saw-domainkey-says-that-all-keys-are-withdrawn = {"*"}._domainkey.{ $a } 表示所有密钥都已撤销
saw-a-domain-that-sends-nothing-needs-no = 不发信的域名不需要 DKIM 密钥；可以在 *._domainkey.{ $a } 发布“v=DKIM1; p=”表明没有

## What to do in one case.

saw-the-name-is-an-alias-cname-of = 该名字是 { $a } 的别名（CNAME）：请询问管理后者的一方。
saw-where-you-sign-yourself-opendkim-genkey-b = 如果由您自己签名，opendkim-genkey -b 2048 -s { $a } -d { $b } 会生成密钥及其记录。
saw-it-takes-the-place-of = 它取代 { $a }
saw-if-another-machine-takes-the-mail-let = 如果收信的是另一台机器，请让记录指向那一台。
saw-set-the-helo-name-of-the-server = 请把服务器的 HELO 名字设为 { $a }，它与 { $b } 互相指向。
saw-find-out-why-at-mend-the-cause = 请在 { $a } 查明原因。先解决原因（账号或网站被盗、买来的名单、旧地址），再在那里申请移除。
saw-the-owner-of-the-network-says-that = 该网络的所有者声明不从该地址直接发信；这不说明有垃圾邮件。请询问提供该地址的一方；如果它是有自己地址的邮件服务器，请在 { $a } 申请移除；或者通过服务商的服务器发信。
saw-the-list-s-own-page = 该名单自己的网页
saw-the-record-says-that-nobody-sends-for = 记录表明没有人为 { $a } 发信。请改用其他域名；只有 { $b } 确实要发信时，才写入该地址。

## What receivers demand.

saw-dmarc-aligned-with-from = DMARC，且与 From 对齐
saw-from-and-mail-from-that-belong-together = From 与 MAIL FROM 属于同一方
saw-a-dkim-signature-that-holds = 成立的 DKIM 签名
saw-a-from-address-that-can-receive-answers = 能收到回复的 From 地址
saw-a-from-domain-that-exists-and-takes = 存在且能收信的 From 域名
saw-a-ptr-record-that-is-confirmed = 能指回来的 PTR 记录
saw-a-ptr-record-that-is-confirmed-and = 能指回来、且不是服务商默认名字的 PTR 记录
saw-a-message-as-rfc-5322-wants-it = 符合 RFC 5322 的邮件
saw-one-click-unsubscribe = 一键退订
saw-reverse-dns-of-the-sending-address = 发信 IP 的反向解析

## What else is seen.

saw-spf-of-gives-for = { $a } 的 SPF 对 { $c } 的结果是 { $b }
saw-spf-of-for-could-not-be-found = 无法查清 { $a } 的 SPF 对 { $b } 的结果
saw-spf-of-passes-for = { $a } 的 SPF 对 { $b } 通过
saw-spf-of-passes-for-and-others = { $a } 的 SPF 对 { $b } 等地址通过
saw-the-signature-by-holds = { $a } 的签名成立
saw-the-key-of-the-signature-by-could = 无法查清 { $a } 的签名的密钥
saw-the-message-has-no-signature = 邮件没有签名
saw-no-signature-of-the-message-holds = 邮件没有成立的签名
saw-the-message-is-signed-by-only = 邮件只由 { $a } 签名
saw-aligned-with = { $a }，并与 { $b } 对齐
saw-mail-from-is-at-not-aligned-with-3 = MAIL FROM 在 { $a }，与 { $b } 不对齐
saw-the-dmarc-policy-of-is-not-known = 不知道 { $a } 的 DMARC 策略：{ $b }
saw-its-selector-and-domain-are-no-name = 其选择器和域名合起来不是名字
saw-the-message-has-from-fields = 邮件有 { $a } 个 From 字段
saw-the-message-has-date-fields = 邮件有 { $a } 个 Date 字段
saw-the-message-has-message-id-fields = 邮件有 { $a } 个 Message-ID 字段
saw-from-is = From 是 { $a }
saw-the-key-of = { $a } 的密钥：{ $b }
saw-the-message-cannot-be-read = 邮件无法读懂
saw-the-signature-cannot-be-read = 签名无法读懂
saw-from-is-not-among-the-signed-fields = 被签名的字段（h=）里没有 From，因此不算数
saw-the-address-in-i-is-not-of = i= 里的地址不属于 d= 的域名
saw-the-name-of-the-list-is-too = 列表的名字太长，DNS 容不下
saw-has-records-so-nobody-uses-them = { $a } 有 { $b } 条 { $c } 记录，因此没有人采用
saw-the-ipv6-prefix-length-must-be-0 = IPv6 前缀长度必须是 0 到 128
saw-the-ipv4-prefix-length-must-be-0 = IPv4 前缀长度必须是 0 到 32
saw-the-name-is-missing = 缺少名字
saw-a-must-be-followed-by-a-macro = % 后面必须是花括号里的宏，或 %、_、-
saw-there-is-no-such-macro-letter-or = 没有这个宏字母，或它只能用在解释里
saw-a-macro-keeps-at-least-one-part = 宏至少要保留一个部分
saw-the-macro-does-not-end-as-it = 宏没有正确结束
saw-the-name-does-not-end-in-a = 名字不以顶级域结尾
saw-the-name-has-an-empty-part-a = 名字有空的部分、超过 63 字节的部分，或总长超过 253 字节
saw-ptr-takes-a-domain-name-after-a = ptr 的冒号后是域名，不带前缀长度
saw-after-the-mechanism-only-a-colon-and = 该机制后面只能是冒号和域名，或前缀长度
saw-the-domain-to-be-checked-is-no = 要检查的域名不完整
saw-redirect-leads-to-which-is-no-domain = redirect 指向“{ $a }”，而它不是域名
saw-include-leads-to-which-is-no-domain = include 指向“{ $a }”，而它不是域名
saw-could-not-be-checked = 无法检查 { $a }
saw-has-mx-records-and-may-have-here = { $a } 有 { $b } 条 MX 记录，而这里最多 { $c } 条
saw-nothing-that-was-checked-shows-it = 所查的各项都没有说明这一点
saw-was-not-checked-only = 没有检查 { $a }（--only）
saw-has-no-ptr-name-that-leads-back = { $a } 没有能指回它的 PTR 名字
saw-the-reverse-dns-of-could-not-be = 无法查清 { $a } 的反向解析
saw-from-is-at-and-mail-from-at = From 在 { $a }，MAIL FROM 在 { $b }

## A message.

saw-from-domain-by-in-line = From 的域名：{ $a }，依据 { $b }（第 { $c } 行）
saw-sending-address-by-in-line = 发信 IP：{ $a }，依据 { $b }（第 { $c } 行）
saw-helo-by-in-line = HELO 名字：{ $a }，依据 { $b }（第 { $c } 行）
saw-mail-from-by-in-line = MAIL FROM 地址：{ $a }，依据 { $b }（第 { $c } 行）
saw-dkim-selector-of-by-in-line = DKIM 选择器：{ $b } 的 { $a }，依据 { $c }（第 { $d } 行）
saw-the-copy-does-not-tell-the-sending = 副本没有说明发信 IP：{ $a }；请加 --ip 地址
saw-the-copy-does-not-tell-mail-from = 副本没有说明 MAIL FROM，因此按 From 的域名处理；请加 --mail-from 地址
saw-not-believed-for-anybody-could-have-written = 不予采信，因为任何人都可以写：{ $a }
saw-received-in-line-was-written-by-the = 第 { $a } 行的 Received 是发信方自己的服务器 { $b } 写的
saw-a-user-handed-the-message-in-received = 邮件是用户提交的（第 { $a } 行的 Received）
saw-received-in-line-names-no-single-address = 第 { $a } 行的 Received 没有写明唯一的来源地址
saw-its-received-lines-name-addresses-of-inside = 其 Received 行只有内网地址
saw-its-servers-are-of-one-organisation-and = 途经的服务器属于同一组织，其中任何一个都可能是发信方：{ $a }
saw-received-in-line-names-and-what-the = 第 { $a } 行的 Received 写的是 { $b }，而收信方的结果是关于 { $c } 的
saw-the-receiver = 收信方
saw-found-line-as-is-found-here = { $a } 得到 { $b }={ $c }（第 { $d } 行），与这里相同
saw-found-line-and-here-it-is = { $a } 得到 { $b }={ $c }（第 { $d } 行），而这里是 { $e }
saw-could-not-find-out-about-line-here = { $a } 没能查清 { $b }（第 { $c } 行）；这里是 { $d }
saw-date-is-days-old = Date 是 { $a } 天前的：{ $b }
saw-the-subject-of-the-message-is-empty = 邮件的 Subject 是空的
saw-the-name-in-from-shows-and-the = From 的名字显示 { $a }，而邮件来自 { $b }
saw-the-message-has-an-arc-chain-sets = 邮件有 ARC 链，共 { $a } 组
saw-the-arc-chain-of-the-message-is = 邮件的 ARC 链是断的：{ $a } 组中有的缺字段或编号
saw-the-text-has-kb-and-gmail-shows = 正文有 { $a } KB，而 Gmail 只显示前 102 KB
saw-its-text-part-is-empty-beside-the = HTML 之外的纯文本部分是空的
saw-it-has-html-and-no-text-part = 只有 HTML，没有纯文本部分
saw-it-has-no-text-to-read = 没有可读的正文
saw-no-sending-address-was-named-ip = 没有给出发信 IP（--ip）
saw-no-message-was-given-eml-so-no = 没有给出邮件（--eml），因此没有看到签名
saw-the-message-has-no-field = 邮件没有 { $a } 字段
saw-the-message-has-fields-and-may-have = 邮件有 { $a } 个 { $b } 字段，而只能有一个
saw-the-message-has-all-known-receivers-take = 邮件有 { $a }；已知的收信方都接受
saw-the-message-has-too-much-for = 邮件有 { $a }，超过 { $b } 的限制
saw-the-message-has-no-dkim-signature = 邮件没有 DKIM 签名
saw-the-message-has-no-list-unsubscribe-post = 邮件没有 List-Unsubscribe-Post 字段，因此不能一键退订
saw-from-holds-no-address = From 里没有地址：{ $a }
saw-from-names-addresses = From 写了 { $a } 个地址
saw-from-is-one-address-at = From 是 { $a } 的一个地址
saw-from-is-at-and-was-to-be = From 在 { $a }，而要检查的是 { $b }
saw-date-is-not-written-as-rfc-5322 = Date 不符合 RFC 5322 的写法：{ $a }
saw-date-lies-in-the-future = Date 在未来：{ $a }
saw-date-is = Date 是 { $a }
saw-message-id-is-not-of-the-form = Message-ID 不是 <left@right> 的形式：{ $a }
saw-message-id-is = Message-ID 是 { $a }
saw-a-line-of-the-header-is-no = 信头有一行不是字段：{ $a }
saw-the-header-has-bytes-outside-ascii-only = 信头有 ASCII 以外的字节；只有支持 SMTPUTF8 的服务器接受
saw-a-line-has-bytes-and-may-have = 有一行长 { $a } 字节，而最多 { $b } 字节
saw-of-the-signatures-cannot-be-read = 有 { $a } 个签名无法读懂
saw-the-signature-by-holds-and-is-aligned = { $a } 的签名成立，并与 From 对齐
saw-the-signature-by-holds-but-its-domain = { $a } 的签名成立，但其域名不是 From 的域名（{ $b }）
saw-the-signature-by-does-not-hold = { $a } 的签名不成立：{ $b }
saw-the-signature-by-covers-nothing-of-the = { $a } 的签名不覆盖正文（l=0）：任何人都可以换成别的正文
saw-the-signature-by-covers-bytes-of-the = { $a } 的签名只覆盖正文的 { $b } 字节（l=）
saw-the-signature-by-does-not-cover = { $a } 的签名没有覆盖 { $b }
saw-the-body-was-changed-after-signing-bh = 正文在签名后被改动（bh=）
saw-the-header-was-changed-after-signing-or = 信头在签名后被改动，或密钥不同（b=）
saw-the-signature-has-expired-x = 签名已过期（x=）
saw-there-is-no-key-for-it-in = DNS 中没有它的密钥
saw-its-key-cannot-be-used = 它的密钥无法使用
saw-its-rsa-key-is-shorter-than-1024 = 其 RSA 密钥不足 1024 位，收信方不接受
saw-it-uses-sha-1-which-receivers-no = 它使用 SHA-1，收信方已不再接受（RFC 8301）
saw-list-unsubscribe-holds-no-link-in-angle = List-Unsubscribe 里没有尖括号中的链接：{ $a }
saw-list-unsubscribe-has-no-https-link-for = List-Unsubscribe 没有用于一键退订的 https 链接：{ $a }
saw-list-unsubscribe-post-says = List-Unsubscribe-Post 写的是“{ $a }”
saw-one-click-is-enough-and-the-signature = 可以一键退订，签名覆盖了两个字段
saw-no-valid-dkim-signature-covers-list-unsubscribe = 没有有效的 DKIM 签名覆盖 List-Unsubscribe 和 List-Unsubscribe-Post

## Help and manual pages: commands

help-presend = 在发送之前找出列表中会被退信的地址
help-demo = 把一份小列表连同自带的 DNS 区写入文件夹，并在其中清洗
help-clean = 把邮件列表分成四个文件：clean、review、rejected、retry
help-gate = 在 CI 中通过或拦截一个邮件列表
help-check = 检查一个或几个地址
help-resolve = 查询列表中的域名，把答复存成事实表，供 clean、gate 和 check 使用
help-sender = 检查自己的发信设置：域名、发信 IP、HELO、SPF、DKIM、DMARC、黑名单
help-probe = 询问列表的收信主机提供什么。只说 EHLO：不提任何邮箱，不发送任何邮件。
help-serve = 在本机打开一个网页，并为表单提供 HTTP API
help-bounce = 说明邮件为什么退回，并维护抑制名单
help-suppress = 查看抑制名单，或手工修改
help-report = 用以前的运行结果重新生成报告页面
help-explain = 解释一个代码：含义、为什么重要、怎么办
help-schema = 输出某种结果（如 row 或 summary）的 JSON Schema，或列出全部 schema
help-completions = 输出某种 shell 的补全脚本
help-man = 输出 presend 或其中一个命令的手册页
help-init = 在当前文件夹写入 presend.toml，包含每项设置及其含义
help-config = 显示每项设置及其来源
help-option-help = 显示帮助
help-option-version = 显示版本

## Help: options of all commands, and of several

help-option-data = 存放自备表（如 providers.tsv）的文件夹，用来补充或取代 presend 内置的同名表
help-option-suppress = presend bounce 维护的抑制名单：其中的地址会被拒绝，并注明原因和起始日期
help-option-never = 永不投递的名单，格式不限：地址、域名（包括其下的所有域名），或小写地址的 SHA-256；可多次指定
help-option-config = 从此文件读取设置 [默认：从当前文件夹逐级向上，最近的 presend.toml]
help-option-no-config = 不读取任何 presend.toml
help-option-lists = 邮件列表：CSV、TSV、每行一个地址、JSON Lines、XLSX、XLS、ODS、vCard、邮件或 Parquet，也可以是 gzip、zstd、bzip2、xz 压缩文件或 ZIP 压缩包；- 表示标准输入
help-option-column = 邮箱列，用列名或从 1 开始的列号表示，如 email,backup [默认：根据列名和内容判断]
help-option-delimiter = 列之间的分隔符，或 “tab”，或表示每行一个地址的 “none” [默认：根据内容判断]
help-option-header = 第一行是否为列名 [默认：根据内容判断]
help-option-memory = 查找重复地址时最多使用的内存，如 500M 或 2G；超出则使用磁盘 [默认：每行约 20 字节]
help-option-encoding = 列表的编码，如 utf-8、gb18030 或 latin1 [默认：根据内容判断]
help-option-sheet = 工作簿中的工作表或 ZIP 压缩包中的列表，用名称或从 1 开始的序号表示；对于 JSON 文档，是通向记录的键，如 data.users [默认：第一个含有地址的]
help-option-input = 列表是文本，还是每行一个对象或字符串的 JSON Lines [默认：根据内容判断]
help-option-allow-empty = 接受空列表
help-option-if-no-addresses = 文件中没有任何地址时怎么办：停止，或跳过该文件
help-option-facts = 依据 presend resolve 生成的这张事实表判断，不查询任何 DNS 服务器，不论 --dns 和 --offline 如何设置。过期的答复仍然有效，表中没有的域名为 unknown；可多次指定，以最新的答复为准。
help-option-dns = DNS 服务器：system、ADDR[:PORT],... 或 zone:FILE
help-option-offline = 不查询任何 DNS 服务器，只判断书写形式
help-option-timeout = 一次 DNS 查询（包括重试）的最长时间，以秒为单位
help-option-concurrency = 同时进行的 DNS 查询的最大数量 [默认：500；服务器较远时最多 2000]
help-option-rate = 每秒向每台服务器发出的 DNS 查询的最大数量 [默认：服务器能正常答复的最大数量]
help-option-cache = 存放 DNS 答复的位置，供以后的运行使用 [默认：在您的缓存文件夹中]
help-option-no-cache = 不保存 DNS 答复，也不使用以前运行的答复
help-option-allow-non-public = 接受私有和保留的地址与名称，用于公司内部或实验环境
help-option-format = 结果的格式：{ $formats }；可多次指定。FORMAT=PATH 则写入文件。 [默认：human]
help-option-format-printed = 结果的格式：{ $formats } [默认：human]
help-option-format-of-some = 结果的格式：{ $formats }；可多次指定。html=PATH 和 markdown=PATH 则写入文件。 [默认：human]
help-option-lang = 说明文字的语言：en、zh 或 de [默认：取自 LC_ALL、LC_MESSAGES 或 LANG]
help-option-redact = 把地址显示为 j***@example.com [默认：设置了 CI 时]
help-option-no-redact = 完整显示地址，在 CI 中也是如此
help-option-quiet = 不显示摘要和进度，只显示错误
help-option-verbose = 另外显示 DNS 服务器的表现
help-option-color = 何时使用颜色
help-option-no-progress = 不显示进度

## Help: demo

help-demo-folder = 目标文件夹；如果已经存在，必须是空的
help-demo-example-1 = 在文件夹 presend-demo 中写入并清洗示例列表：
help-demo-example-2 = 使用另一个文件夹：
help-demo-exit-0 = 示例列表已写入并清洗。
help-demo-exit-2 = 文件夹不是空的，或无法写入。

## Help: clean

help-clean-retry = 再次查询此结果文件夹中 unknown 的行，并更新结果
help-clean-output = 存放结果的文件夹；有多个列表时，每个列表在其中各占一个文件夹 [默认：列表名加 -presend]
help-clean-force = 替换该文件夹中以前的运行结果
help-clean-to = 结果的文件格式 [默认：与列表相同；XLS 和 ODS 则为 XLSX]
help-clean-batch = 另外把 clean.csv 分成每批 N 行，放在文件夹 batches 中；不写数字则为 20
help-clean-batch-per-provider = 每批只含一家邮箱服务商，未知的服务商归在一起
help-clean-fix = 对 ok 行的邮箱单元格可以做哪些改动 [默认：safe；从流到流时为 none]
help-clean-split = 一个单元格里有多个地址时，让每个地址各占一行
help-clean-fix-none = 不做任何改动，逐字节保留；可改动之处列在 changes.csv 中
help-clean-fix-safe = 只做不会指向另一个邮箱的修复
help-clean-fix-typos = 另外改正原域名不收信的确定笔误，不论改正后的行归入哪个文件
help-clean-probe = 另外像 presend probe 那样向列表的每台收信主机打招呼：主机无法连通的行变为 unknown
help-clean-helo = 在 EHLO 中报出的名称，即您的发信服务器的名称
help-clean-message-size = 将要发送的邮件大小，以字节为单位，也可以写成 15M 之类：主机不收这么大的邮件时，相应的行归入 review
help-clean-host-timeout = 三次尝试中的最后一次，一个域名的各台主机总共最多用的时间，以秒为单位
help-clean-port = 要连接的端口，用于测试和实验环境
help-clean-example-1 = 把 list.csv 分类写入文件夹 list-presend：
help-clean-example-2 = 另外改正确定的笔误，并指定文件夹：
help-clean-example-3 = 以后再次查询仍为 unknown 的行：
help-clean-example-4 = 不用 DNS，只判断书写形式：
help-clean-exit-0 = 结果已写入，不论结论如何。

## Help: gate

help-gate-max-reject = 最多可以有多少行被拒绝：比例（如 0.5%）或行数
help-gate-max-unknown = 最多可以有多少行仍为 unknown
help-gate-max-review = 最多可以有多少行需要人工查看
help-gate-max-empty = 最多可以有多少行没有地址；空行不计
help-gate-gate-fail-on = 只要有一行出现其中任一代码（如 domain.nxdomain）或代码组（如 typo），即不通过
help-gate-baseline = 只计入此基线文件没有接受的问题
help-gate-update-baseline = 接受目前的问题：以加盐散列的形式写入 --baseline 的文件
help-gate-since = 只判断邮箱单元格不在列表的这个旧版本中的行
help-gate-example-1 = 按通常的上限判定列表是否通过：
help-gate-example-2 = 自定上限，并为 GitHub 写一份报告：
help-gate-example-3 = 不放过任何笔误，并且只判断新的行：
help-gate-exit-0 = 通过。
help-gate-exit-1 = 未通过。
help-gate-exit-3 = 未能查明的太多，无法判断是否通过；或没有任何 DNS 服务器给出可用的答复。

## Help: check

help-check-addresses = 地址；- 表示从标准输入读取，每行一个
help-check-input = 标准输入的内容：每行一个地址，或每行一个 JSON 字符串或含有 “address” 的对象
help-check-example-1 = 检查两个地址：
help-check-example-2 = 从管道读取地址检查，输出 JSON Lines：
help-check-exit-0 = 没有地址被拒绝或为 unknown。
help-check-exit-1 = 有地址被拒绝。
help-check-exit-3 = 没有地址被拒绝，但有地址为 unknown。

## Help: resolve

help-resolve-lists = 列表：clean 能读取的任何格式，或每个单元格一个域名的域名列表；- 表示标准输入
help-resolve-facts-output = 要写入的表，由扩展名（.parquet、.jsonl、.csv）决定是 Parquet、JSON Lines 还是 CSV；- 则输出 JSON Lines
help-resolve-older = 以前的表：只询问其中没有的、已过期的和失败的；可多次指定
help-resolve-example-1 = 一次查询列表中的全部域名：
help-resolve-example-2 = 依据这张表判断列表，不再询问：
help-resolve-example-3 = 只询问缺少的或已过期的：
help-resolve-exit-0 = 表已写入。

## Help: sender

help-sender-domains = From 地址的域名；多个域名显示在一张表中 [默认：--eml 中的域名]
help-sender-from-file = 域名文件，每行一个，# 之后为注释；- 表示标准输入
help-sender-ip = 发信 IP、地址块（192.0.2.16/28）或范围（192.0.2.17-30）；可多次指定
help-sender-helo = 您的服务器在 HELO 或 EHLO 中报出的名称
help-sender-mail-from = MAIL FROM 的地址，其域名与 From 不同时使用
help-sender-dkim = 签名所用的 DKIM 选择器（签名中的 s=），或完整名称，如 s1._domainkey.example.com
help-sender-eml = 一封按实际发送的样子保存的邮件：检查其大小、邮件头、签名和路径。如果是收到后的副本，还能从中得知域名、地址、HELO、MAIL FROM 和收信方的检查结果。
help-sender-authserv-id = --eml 邮件的收信方在 Authentication-Results 中所署的名称；不采信其他名称下的结果
help-sender-dnsbl = 要查询的 DNS 黑名单 [默认：常见的黑名单]
help-sender-parked = 该域名不应发送任何邮件：检查它是否已妥善锁定
help-sender-only = 只运行这几组检查
help-sender-connect = 另外连接该域名的收信主机（25 端口）及其 MTA-STS 策略所在的网站服务器，检查 TLS、证书、DANE 和策略。不发送任何邮件。
help-sender-smtp-port = 收信主机的另一个端口，用于实验环境
help-sender-https-port = 策略所在网站服务器的另一个端口，用于实验环境
help-sender-connect-ca = 使用 --connect 时，另外信任这些 PEM 格式的证书
help-sender-dnssec-trusted = 相信 DNS 服务器以及通往它们的路径对 DNSSEC 验证结果的说明（用于 --connect 时的 DANE）。本机上的服务器始终可信。
help-sender-fail-on = 仅在有未通过的检查时以 1 退出，或有警告时也以 1 退出
help-sender-diff = 逐条显示要发布的记录，列在它所取代的记录下面，并说明原因
help-sender-sender-baseline = 显示与以前的 --format json 结果相比有何变化，仅在有新问题时才算未通过
help-sender-example-1 = 检查一个域名及其发信 IP：
help-sender-example-2 = 检查多个域名，供电子表格使用：
help-sender-example-3 = 检查一封按实际发送的样子保存的邮件：
help-sender-exit-0 = 所有检查都已通过，或只有警告。
help-sender-exit-1 = 有检查未通过；使用 --fail-on warn 时，也包括有警告。
help-sender-exit-3 = 有些内容未能查明。

## Help: probe

help-probe-lists = 列表，clean 能读取的任何格式，- 表示标准输入；或直接给出地址和域名。使用同一台收信主机的域名共用它的回答。
help-probe-helo = 在 EHLO 中报出的名称，即您的发信服务器的名称 [默认：本机的完整名称，或本机地址]
help-probe-message-size = 将要发送的邮件大小，以字节为单位，也可以写成 15M 之类：列出不收这么大邮件的主机
help-probe-host-timeout = 三次尝试中的最后一次，一个域名的各台主机总共最多用的时间，以秒为单位；前两次更短
help-probe-connections = 同时连接的最大数量；对任何主机都不会同时建立两个连接
help-probe-port = 要连接的端口，用于测试和实验环境
help-probe-mailboxes = 另外用 MAIL FROM 和 RCPT（绝不用 DATA）询问主机邮箱是否存在；主机会对这样询问的人记上一笔
help-probe-mail-from = MAIL FROM 的地址，必须是您自己的；对于发出询问的地址，其域名必须能通过 presend sender 的检查
help-probe-ip = 本机位于另一个地址之后时，本机的公网地址 [默认：发起连接的地址]
help-probe-interval = 在同一台主机询问两个地址之间的最短间隔，以秒为单位
help-probe-wait = 按灰名单的要求，过这么久再问一次被推迟的地址：90s、15m、1h
help-probe-greylist = 记录哪些地址被灰名单推迟的文件，供同一发信方以后运行时再问 [默认：缓存文件夹中的文件；使用 --no-cache 时没有]
help-probe-example-1 = 询问列表的收信主机提供什么：
help-probe-example-2 = 把 20 MB 的邮件与它们的上限比较：
help-probe-exit-0 = 所有主机都有回答，并且收信。
help-probe-exit-1 = 有主机拒绝您或不收这么大的邮件，或有邮箱无法投递。
help-probe-exit-3 = 有主机没有回答，或有些内容未能查明。

## Help: serve

help-serve-listen = 监听地址；端口 0 表示任选一个空闲端口。供本机以外访问时必须有令牌。
help-serve-token-file = 存放令牌的文件，每个请求都必须带有该令牌（Authorization: Bearer）；也可以设置 PRESEND_TOKEN
help-serve-allow-host = 服务器的另一个名称，如前置代理的名称；可多次指定
help-serve-rate-limit = 一个客户端每秒最多可以检查的地址数
help-serve-data-dir = 保存列表的位置，为期一天，服务器停止后仍然保留 [默认：临时文件夹，随服务器一起消失]
help-serve-upload-max = 可以接受的最大列表，如 64M 或 1G
help-serve-example-1 = 在本机打开网页：
help-serve-example-2 = 使用另一个端口，并在服务器停止后保留列表：
help-serve-exit-0 = 服务器已停止。

## Help: bounce

help-bounce-paths = 邮件、mbox 文件、文件夹、邮件日志、邮件服务的导出文件、由服务器答复组成的行；- 表示标准输入；imaps://USER@HOST/FOLDER 读取邮箱，密码取自 PRESEND_IMAP_PASSWORD
help-bounce-suppress = 要扩充或新建的抑制名单
help-bounce-hash = 新建抑制名单时，用加盐散列代替地址；散列可以猜出，请勿公开该文件
help-bounce-sent = 只计入和屏蔽此列表中的地址，即您近期发过邮件的地址：退信任何人都能伪造
help-bounce-soft-limit = 收件人在 60 天内有这么多天出现软退信，且之后没有投递成功，则屏蔽；0 表示不屏蔽任何人
help-bounce-fail-on = 出现其中任一类别（如 recipient_unknown）时以 1 退出；all 表示任何类别
help-bounce-allow-empty = 接受空的来源
help-bounce-password-command = 一条命令，其输出的第一行是邮箱密码，用来代替 PRESEND_IMAP_PASSWORD
help-bounce-imap-state = 记录已读内容的位置，使下次运行只读取新的内容 [默认：与抑制名单放在一起]
help-bounce-imap-ca = 另外信任这些 PEM 格式的证书：CA 的证书，或服务器自身的证书
help-bounce-example-1 = 说明邮件为什么退回：
help-bounce-example-2 = 维护抑制名单：
help-bounce-example-3 = 读取邮箱中的新内容：
help-bounce-exit-0 = 全部内容都已读取。
help-bounce-exit-1 = 出现了 --fail-on 指定的类别。
help-bounce-exit-2 = 有内容无法读取。

## Help: suppress

help-suppress-what = 要做什么
help-suppress-about = 地址；对于 merge，是其余各份抑制名单
help-suppress-suppress = 抑制名单；对于 merge，是其他名单要合并到的名单
help-suppress-class = 添加这些地址的原因：一个类别，如 recipient_unknown
help-suppress-what-allow = 恢复向这些地址发送，不论过去或将来是否退信
help-suppress-what-add = 把这些地址永久列入名单
help-suppress-what-remove = 把这些地址移出名单，直到再次退信
help-suppress-what-show = 显示名单中关于这些地址的内容，或全部内容
help-suppress-what-merge = 把其余各份名单合并到 --suppress 所指的名单
help-suppress-example-1 = 把一个地址永久列入名单：
help-suppress-example-2 = 显示名单：

## Help: report

help-report-results = --format jsonl 写出的行或退信，或 presend sender --format json 的结果；- 表示标准输入
help-report-html = 要写入的页面
help-report-example-1 = 生成以前某次运行的页面：
help-report-exit-0 = 页面已写入。

## Help: explain

help-explain-code = 代码（如 domain.nxdomain）、代码组（如 domain）或退信文本（- 表示从标准输入读取）；不写则显示全部代码
help-explain-example-1 = 解释一个代码：
help-explain-example-2 = 以数据形式输出全部代码：
help-explain-example-3 = 解释一封退信：
help-explain-exit-0 = 已解释。
help-explain-exit-2 = 没有这个代码。

## Help: schema

help-schema-name = 结果：row、summary、gate、sender、bounce、facts、probe 或 code；不写则列出全部
help-schema-example-1 = 列出全部 schema：
help-schema-example-2 = JSON Lines 中一行的 schema：
help-schema-exit-0 = 已输出。
help-schema-exit-2 = 没有这个 schema。

## Help: completions

help-completions-shell = shell 的名称
help-completions-example-1 = bash 的补全脚本：
help-completions-exit-0 = 已输出。

## Help: man

help-man-of = 命令，如 clean [默认：presend 本身]
help-man-example-1 = 把 clean 的手册页写入文件：
help-man-exit-0 = 已输出。
help-man-exit-2 = 没有这个命令。

## Help: init

help-init-example-1 = 在当前文件夹写入 presend.toml：
help-init-exit-0 = 文件已写入。
help-init-exit-2 = 文件已经存在，或无法写入。

## Help: config

help-config-schema = 改为输出 presend.toml 的 JSON Schema
help-config-example-1 = 显示每项设置及其来源：
help-config-example-2 = 供编辑器使用的 presend.toml 的 schema：
help-config-exit-0 = 设置已显示。
help-config-exit-2 = 文件有错误。

## Help: sections

help-presend-example-1 = 把列表分成可以发送的和不可以发送的：
help-presend-example-2 = 在 CI 中通过或拦截一个列表：
help-presend-example-3 = 解释一个代码：
help-presend-exit-1 = 发现了问题：gate 未通过，或有地址被拒绝。
help-presend-exit-3 = 未能查明的太多，无法判断。
help-exit-0 = 完成。
help-exit-2 = 无法运行：参数有误，或有内容无法读取或写入。
help-exit-3 = 没有任何 DNS 服务器给出可用的答复，因此什么也没有查明。
help-exit-130 = 运行被中断。
help-variable-presend-token = 每个请求都必须带有的令牌，除非用 --token-file 指定。
help-variable-presend-imap-password = 邮箱的密码。
help-variable-presend = 各项设置，如 PRESEND_TIMEOUT 对应 --timeout；presend config 会列出它们。
help-variable-lang = 语言，除非用 --lang 指定：取其中第一个已设置的变量。
help-variable-ci = 已设置且既不是 false 也不是 0 时，像 --redact 那样隐藏地址。
help-variable-no-color = 已设置时不使用颜色，除非 --color 另有指定。
help-variable-force-color = 已设置且既不是 false 也不是 0 时，不在终端上也使用颜色。NO_COLOR 优先。
help-variable-columns = 标准输出不是终端时的行宽。
help-variable-cache = 存放 DNS 答复的文件夹，除非用 --cache 指定文件。
help-usage = 用法
help-commands = 命令
help-arguments = 参数
help-options = 选项
help-examples = 示例
help-exit-status = 退出状态
help-environment = 环境变量
help-heading-dns = DNS
help-heading-hosts = 收信主机
help-heading-mailboxes = 询问邮箱
help-heading-mailbox = 读取邮箱
help-heading-tables = 数据表
help-heading-settings = 设置
help-heading-output = 输出
help-default = [默认：{ $value }]
help-choices = [可选值：{ $values }]
help-man-name = 名称
help-man-synopsis = 概要
help-man-description = 描述
help-man-version = 版本

## Wrong words on the command line

word-error = 错误
refusal-no-value = '{ $argument }' 需要一个值
refusal-value = '{ $value }' 不能用于 '{ $argument }'
refusal-unknown = 这里没有选项 '{ $argument }'
refusal-command = 没有命令 '{ $command }'
refusal-no-equals = '{ $argument }' 的值前面需要 =
refusal-too-many = '{ $argument }' 多了一个值：'{ $value }'
refusal-too-few = '{ $argument }' 的值不够
refusal-twice = '{ $argument }' 只能指定一次
refusal-conflict = '{ $argument }' 不能与 '{ $others }' 同时使用
refusal-missing = 缺少 '{ $arguments }'
refusal-not-utf8 = 有一个参数不是有效的 UTF-8
refusal-near = 您是不是要用 '{ $near }'？
refusal-help = --help 说明全部选项。
value-code = 没有这个代码或组。`presend explain` 列出全部
value-code-near = 没有这个代码或组。您是不是要用 { $near }？`presend explain` 列出全部
value-batch = 请写行数，如 --batch 50；或者只写 --batch（20 行），放在列表名之后
value-delimiter = 请写一个字符，如 ;，或写 tab 或 none
value-size = 请写大小，如 500M 或 2G，至少 1M
value-message-size = 请写字节数，如 15728640，或写大小，如 15M
value-helo = 请写发信服务器的名称，如 mail.example.com
value-encoding = 没有这种编码；请写 utf-8、utf-16、gb18030、big5、shift_jis、euc-jp、euc-kr、windows-1252，或浏览器认识的其他名称
value-yes-or-no = 请写 yes 或 no
value-one-of = 请写其中之一：{ $names }
value-seconds = 请写秒数，如 5 或 0.5，最多 300
value-time = 请写时间，如 90s、15m 或 1h，最多 24h
value-number = 请写 { $min } 到 { $max } 之间的整数
value-limit = 请写比例，如 0.5%，或写行数，如 20
value-socket = 请写地址和端口，如 127.0.0.1:8025 或 [::1]:8025
value-ip = 请写 IP 地址，如 192.0.2.1 或 2001:db8::1
value-format = 可用的格式有 { $formats }；FORMAT=PATH 则写入文件
value-format-file = 请在 = 后面写文件名，如 { $name }=results.{ $name }

## What the command refuses, and says of its work

word-warning = 警告
word-note = 提示
format-two-printed = --format：两种格式不能都输出到标准输出。请把其中一种写入文件：--format FORMAT=PATH
format-one-file = --format：两种格式不能写入同一个文件 { $file }。请各指定一个文件
format-not-here = --format { $format }：这里可用的格式是 { $formats }
format-no-files = --format FORMAT=PATH 只用于列表。这里请把标准输出重定向到文件：> PATH
format-one-list = --format：{ $file } 只能容纳一个列表，但指定了 { $lists } 个。请对每个列表各运行一次 presend
format-is-input = --format：{ $file } 是本次运行要读取的文件，会被覆盖。请指定另一个文件
cannot-write = 无法写入 { $file }
cannot-read = 无法读取 { $file }
cannot-read-option = { $option }：无法读取 { $file }
cannot-read-stdin = 无法读取标准输入
cannot-write-stdout = 无法写入标准输出
cannot-write-temporary = 无法写入临时文件
cannot-listen-for-signals = 无法接收信号（ulimit -u、ulimit -n）
wrote = 已写入 { $file }
mailbox-option-alone = { $option } 用于邮箱：请写成 imaps://USER@HOST/FOLDER
mailbox-one-login = 一个密码只用于一台服务器上的一个用户：请各运行一次 presend
mailbox-no-password = 没有邮箱密码：请放入变量 { $variable }，或用 --password-command CMD 指定输出密码的命令
mailbox-password-not-utf8 = { $variable } 中的密码不是 UTF-8
mailbox-password-empty = 邮箱密码为空
mailbox-password-nul = 邮箱密码中含有 NUL
mailbox-command-not-run = 无法运行 --password-command
mailbox-command-failed = --password-command 失败（{ $status }）
mailbox-command-not-utf8 = --password-command 输出的不是 UTF-8
mailbox-not-given = { $message }：服务器不给出这封邮件：{ $why }
mailbox-not-given-more = { $mailbox }：服务器另有 { $count } 封邮件不给出
mailbox-renumbered = { $mailbox }：服务器给邮件重新编了号（UIDVALIDITY 原为 { $before }，现为 { $now }）；已全部重新读取
mailbox-no-uidvalidity = { $mailbox }：服务器没有给出 UIDVALIDITY，下次运行会重新读取全部邮件
mailbox-broken = { $mailbox }：没有读完：{ $why }
mailbox-broken-goes-on = { $mailbox }：没有读完：{ $why }；下次运行从那里继续
mailbox-left = { $mailbox }：另有 { $count } 封邮件留待下次运行
mailbox-unread = { $mailbox }：另有 { $count } 封邮件没有读取。加上 --imap-state FILE，下次运行会接着读
resolve-offline = --offline：事实表要查询 DNS 才能生成。请去掉此选项
resolve-no-format = -o { $file }：表的格式由文件扩展名决定。请写 .parquet、.jsonl 或 .csv
resolve-output-is-input = -o { $file } 是本次运行要读取的文件，会被覆盖。请指定另一个文件
passed-over = { $file }：其中没有地址，已跳过
gate-baseline-one-list = --update-baseline：请只指定一个列表，或给每个列表各指定一个文件
gate-since-one-list = --since：请只指定一个列表，即它是哪个列表的早期版本
gate-baseline-alone = --update-baseline 只写基线，不写别的。请去掉 --format，或设为 human；要其他格式的结果，请随后再运行一次 presend gate
gate-no-baseline = --baseline：无法读取 { $file }。请先写出它：加上 --update-baseline，接受今天发现的问题
gate-accepted = 已写入 { $file }：从现在起接受 { $count } 个问题
suppress-name-list = 请用 --suppress FILE 指定抑制名单
suppress-name-addresses = 请写出地址
suppress-no-class = --class：没有类别 "{ $class }"
suppress-no-address = { $address }：不是地址；未作任何改动
suppress-name-lists = 请用 --suppress FILE 指定要合并到的名单，并在 merge 后写出要合并的名单
suppress-changed = 改动了 { $changed } 个地址；{ $file } 中共有 { $all } 个
retry-offline = --retry 要查询 DNS，而 --offline 不允许。请去掉其中一个
retry-other-jsonl = --format jsonl：使用 --retry 时，其他行的 DNS 答复已不再可知。请去掉此选项
retry-nothing-left = { $folder }：没有需要再次查询的内容，每一行都有答复
retry-no-list = { $file } 中没有第一次运行的列表
retry-as-it-was = { $folder } 保持原样。
retry-done = 再次查询：{ $rows } 个未知行中有 { $answered } 个得到了答复，{ $left } 个仍然未知
retry-leave-out = --retry 沿用第一次运行的列表，以及读取、判断和写出的方式。请去掉 { $option }，或不用 --retry 重新清洗列表本身
retry-unknown-settings = { $file } 中有 presend 不认识的设置：{ $what }
retry-no-day = { $file } 中没有日期
ip-range-wrong = --ip："{ $text }" 不是 IP 地址。请写地址（如 192.0.2.25 或 2001:db8::25）、地址块（如 192.0.2.16/28）或范围（如 192.0.2.17-192.0.2.30）
ip-range-large = --ip："{ $text }" 超过 { $most } 个地址。请只写发信的地址
bounce-hash-alone = --hash 用于抑制名单：请用 --suppress FILE 指定
bounce-more-unread = 另有 { $count } 个文件无法读取
bounce-nothing = 没有可读的内容：没有找到邮件、日志行或事件
bounce-sent-empty = { $file }：其中没有地址
bounce-no-class = --fail-on：没有类别 "{ $class }"；可用的类别有 { $classes }, all
lists-no-pattern = { $pattern } 不是有效的模式
lists-cannot-look = 无法查找列表
lists-none-match = { $pattern }：没有这样命名的文件。请检查文件名和文件夹。
lists-tail = { $file }：gzip 数据之后的内容不是 gzip，已略去
dns-no-answer = 没有 DNS 服务器应答
dns-late = DNS 服务器应答太迟（可用 --timeout 给更多时间）
dns-useless = DNS 服务器的应答都不可用
dns-nothing-found-out = { $what }（{ $servers }），因此没有查明任何域名的情况。这些行为 unknown，没有一行因此被拒。请检查网络和 --dns，然后重新运行。
dns-filters = DNS 服务器 { $server } 过滤应答：{ $count } 个查询的应答被拦截、被替换、已过期或未经证实。没有一行因此被拒。请用 --dns 指定不过滤的服务器，然后重新运行。
dns-denied = DNS 服务器否认确实存在的 { $name }（{ $servers }）。它不可信，因此没有一行因为它说某域名不存在而被拒。请检查网络和 --dns，然后重新运行。
demo-cannot-clean = 无法清洗演示列表
demo-cannot-write = 无法写入 { $folder }
demo-not-empty = { $folder } 已存在且不为空。请指定另一个文件夹
report-is-results = --html：{ $file } 就是结果文件本身。请指定另一个文件
explain-no-code = 没有代码 "{ $code }"。`presend explain` 列出全部代码
explain-code-near = 没有代码 "{ $code }"。您是不是要用 { $near }？
explain-stdin-empty = 标准输入为空；请把退信文本粘贴到那里
check-stdin-alone = - 表示标准输入，只能单独使用
clean-left-alone = { $folder } 未被改动：无法证明其中全部内容都由 presend 生成
clean-cannot-write = 无法写入 { $file }；没有留下任何结果。请腾出空间，或用 -o 选择另一个文件夹
clean-batches = { $folder } 中有 { $count } 批，每批最多 { $rows } 行
stream-no-split = 每输入一条记录就输出一条，因此请去掉 --split，或用 -o 写入文件夹
stream-no-probe = --probe 要询问整个列表的收信主机，而流不是列表；请去掉此选项
stream-done = <stdin>：{ $count } 条记录：{ $verdicts }
stream-nothing-found-out = 没有查明任何域名的情况（{ $servers }）。这些记录为 unknown，没有一条因此被拒。请检查网络和 --dns，然后重新运行。
zone-cannot-use = 无法使用区域文件 { $file }
limits-memory = 本进程最多可用 { $allowed } MiB 内存，而在这台机器上处理列表需要 { $needed } MiB。请放宽限制（ulimit -v）
limits-threads = 本进程无法启动该命令需要的 { $threads } 个线程。请放宽线程（ulimit -u）或内存（ulimit -v）限制
schema-unknown = 没有 schema "{ $name }"。可用的有 { $names }
manual-unknown = 没有命令 "{ $name }"。可用的有 { $names }
goes-on-without = { $why }。本次运行不使用它，继续进行。
serve-no-place = 没有存放列表的地方；请用 --data-dir 指定文件夹
serve-cannot-listen = --listen：无法监听 { $place }。请换一个端口，或写 0 使用空闲端口
serve-ctrl-c = 按 Ctrl-C 停止服务
interrupted = 已中断；没有写入结果。
interrupted-kept = DNS 到目前为止的答复已保存，同一命令会从那里继续。
interrupted-anew = 同一命令会重新开始。
option-empty = { $option }：值为空
option-file-large = { $option }：{ $file } 超过 { $mebibytes } MiB
sender-no-zone = --dnsbl："{ $text }" 不是黑名单的名称（如 bl.example.net）
sender-name-domain = 请写出 From 地址的域名，如 example.com
sender-eml-without-from = --eml：邮件里没有只含一个地址的单个 From 字段，无法得知域名。请另外写出域名
sender-connect-extras = --connect：服务器出示的内容属于 extras 组。请把它加入 --only
sender-no-domain = "{ $text }" 不是域名。请写 From 地址的域名，如 example.com
sender-mail-from-helo = --mail-from：MAIL FROM 为空时，收件方会看 HELO 名称；请加上 --helo NAME
sender-mail-from-helo-wrong = --mail-from：MAIL FROM 为空时，收件方会看 HELO 名称，而 { $name } 不是域名
sender-mail-from-no-domain = --mail-from："{ $text }" 没有域名。请写退信地址，如 bounce@example.com，或写 <> 并加上 --helo
sender-eml-empty = --eml：{ $file } 为空
sender-no-group = --only："{ $text }" 不是检查组；可用的有 { $groups }
sender-eml-alone = --eml：一封邮件只有一个发件人。请只写它的域名
sender-connect-alone = --connect：一次只连接一个域名的服务器。请只写一个域名
sender-page-alone = --format html：一个页面只显示一个发件人。请只写一个域名，或换用 markdown 等格式
sender-dkim-alone = --dkim："{ $key }" 是一个域名的密钥，而这里写了多个域名。请只写选择器，会在每个域名下查找
sender-too-many = 域名超过 { $most } 个。请分批检查
sender-file-empty = --from-file：其中没有域名。请每行写一个
sender-offline = --offline：检查发件人必须查询 DNS。请用 --dns zone:FILE 指定区域文件
probe-offline = --offline：只有查询 DNS 才能找到收信主机。请用 --dns zone:FILE 指定区域文件
probe-no-such-thing = { $text } 既不是文件，也不是地址或域名
mailboxes-helo = --mailboxes：请用 --helo NAME 写出发信服务器的完整名称
mailboxes-mail-from = --mailboxes：请加上 --mail-from ADDR
mailboxes-mail-from-wrong = --mail-from："{ $text }" 不是主机可以回信的地址
mailboxes-ip = --mailboxes：请用 --ip 写出发起连接的公网地址
mailboxes-ip-private = --mailboxes：连接来自 { $ip }，不是公网地址；请用 --ip 写出公网地址
mailboxes-not-believed = --mailboxes：没有询问任何主机，因为主机不会相信 { $ip }：{ $codes }。`presend sender { $domain } --ip { $ip } --helo { $helo }` 说明怎么办
greylist-not-remembered = { $why }。灰名单的情况没有记下。
data-no-table-of-ours = --data：{ $file } 不是 presend 的表；可用的有 { $tables }
data-no-table = --data：{ $folder } 中没有表；请放入其中之一：{ $tables }
config-cannot-read = 无法读取 { $file } 中的设置
config-long = { $file }：超过 1 MiB
config-toml = TOML 语法错误：{ $what }
config-no-working-folder = 无法得知当前文件夹
config-of-another = 不采用 { $file }：它属于另一个用户 { $owner }。如果信任它，请用 --config { $file } 指定；要不用它继续，请加上 --no-config
config-writable = 不采用 { $file }：任何用户都能写它（模式 { $mode }）。如果信任它，请用 --config { $file } 指定；要不用它继续，请加上 --no-config
config-withheld = { $file } 位于当前文件夹之上，因此其中关于文件和 DNS 服务器的设置不生效（设置:行号）：{ $settings }。如果确实要用，请用 --config { $file } 指定
config-belongs = { $key } 属于 [{ $section }] 一节
config-is-section = { $section } 是一节：请写 [{ $section }]
config-no-flag = 没有选项 { $id }
config-setting = { $key }
config-true-or-false = 请写 true 或 false
config-whole-number = 请写整数
config-texts = 请在 [ 和 ] 之间写带引号的文本
config-text = 请写带引号的文本，而不是 { $kind }
config-unusable = "{ $text }" 不能用
config-no-section = 没有 { $name } 这一节
config-no-setting = 没有设置 { $name }
config-no-list = 没有列表 { $name }
config-no-field = 没有字段 { $name }
config-near = 您是不是要用 { $name }？
config-known = 这里可用的有 { $names }
config-allowed-and-blocked = { $domain } 既被允许又被屏蔽
config-list = { $list } 是列表：请在 [ 和 ] 之间写带引号的域名
config-no-domain = { $text } 不是域名：请写在引号里，如 "example.com"
config-weight = weight：请写 1 到 1000000 之间的整数
config-provider-domain = 邮箱服务商需要有域名（domain）
config-domain-long = { $domain } 超过 { $octets } 字节
config-from = 设置来自 { $file }
config-none = 没有使用 { $file }；`presend init` 可写出一个
config-own = 您自己的 { $count } 个
init-is-there = 这里已有 { $file }，未作改动。`presend config` 显示其内容
init-wrote = 已写入 { $file }：每项设置及其默认值，均为注释
init-lists-providers = 您自己的域名，或 presend 不认识的邮箱服务商：也会找出它们的笔误。
init-lists-allowed = 这些域名从不视为笔误、一次性邮箱、免费邮箱、停放或已停用。是否收信仍由 DNS 决定。
init-lists-blocked = 不向这些域名发送任何邮件。
never-is-suppression = { $file }：是 presend bounce 的抑制名单；请用 --suppress 指定，它知道期限以及哪些地址只是观察
never-of-another-tool = { $file }：不是 presend bounce 的抑制名单；其中所有人都被排除
never-empty = { $file }：其中没有地址、域名或 SHA-256
never-unread = { $file }：{ $count } 行既没有地址，也没有域名或 SHA-256，不起作用

## What a list looks like

layout-plain = 纯列表，每行一个地址
layout-comma = 逗号分隔
layout-semicolon = 分号分隔
layout-tab = 制表符分隔
layout-spaces = 空格分隔
layout-other = 以 { $sign } 分隔
layout-no-header = 无表头
layout-header = 有表头
layout-header-row = 表头在第 { $row } 行
layout-column = 邮箱列 { $name }（共 { $columns } 列中的第 { $place } 列）
layout-column-unnamed = 邮箱列为共 { $columns } 列中的第 { $place } 列
layout-value = 邮箱字段 { $name }（共 { $columns } 个中的第 { $place } 个）
layout-value-unnamed = 邮箱字段为共 { $columns } 个中的第 { $place } 个
layout-not = ，不含 { $columns }（--column 可改选）
layout-more = {" "}等另外 { $count } 列
layout-bom = （带 BOM）
layout-earlier = 以前运行所加的列会被替换
list-in-zip = ZIP 压缩包，其中的 { $name }
list-sheet = 工作簿，工作表 { $name }
list-sheet-of = 工作簿，工作表 { $name }（共 { $sheets } 个，--sheet 可改选）
list-html-table = HTML 表格
list-vcards = vCard 名片
list-ldif = LDIF
list-messages = 邮件头
list-json-under = JSON，记录在 { $path } 下
list-json-under-of = JSON，记录在 { $path } 下（共 { $arrays } 处，--sheet 可改选）
list-formulas = { $count } 个单元格是没有结果的公式
init-head =
    presend 的设置。要更改某项，请去掉它前面的 #。
    命令行选项优先于 PRESEND_*（PRESEND_TIMEOUT=9），后者优先于本文件。路径从本文件夹算起。

## Gates and counts of people's screens

human-gate-pass = PASS（通过）
human-gate-fail = FAIL（不通过）
human-gate-inconclusive = INCONCLUSIVE（无法判定）
rows-with-title = { $rows } 行：{ $title }
count-questions = { $count } 次查询
junit-thresholds = presend gate：阈值
junit-codes = presend gate：代码
junit-must-not-occur = { $rows } 行有 { $what }，而它不允许出现
junit-more-with = 另有 { $rows } 行有 { $what }
junit-no = 没有 { $what }
junit-at-most = { $what } 最多 { $limit }
junit-figure = { $all } 行中的 { $rows } 行：{ $share }
junit-more-than = { $what } { $figure }，超过 { $limit }

## Sources of bounces that cannot be read

source-of = { $file }
source-too-deep = { $file }：文件夹层次太深，已略过
source-many-files = { $file }：其中超过 { $most } 个文件；请解压后读取文件夹
source-unclear = { $file }：既不是邮件，也不是邮件日志或导出文件；已略过
source-broken = { $file }：无法读到末尾
source-is-outlook = 是 Outlook 邮件（.msg）或旧版 Office 文件。请把邮件另存为 .eml，或带邮件头的文本，再读取
source-is-pst = 是 Outlook 邮件文件夹（.pst、.ost）。请转换成 mbox（例如用 libpst 的 readpst），再读取
source-is-pdf = 是 PDF 文档。请把邮件另存为 .eml，再读取
source-is-zip = 是嵌在其他文件里的 ZIP 压缩包。请解压后读取其中的文件
source-is-bzip2 = 是 bzip2 文件。请解压后读取其中的文件
source-is-xz = 是 xz 文件。请解压后读取其中的文件
source-is-seven-zip = 是 7-Zip 压缩包。请解压后读取其中的文件
source-is-rar = 是 RAR 压缩包。请解压后读取其中的文件
source-is-sqlite = 是 SQLite 数据库。请把表导出为 CSV，再读取
source-is-utf16 = 是 UTF-16 文本。请另存为 UTF-8，再读取
source-is-picture = 是图片。请读取邮件本身

## Archives that cannot be used

archive-damaged = 已损坏；请重新复制或下载
archive-many-files = 其中超过 { $most } 个文件；请解压后指定列表
archive-no-list = 其中没有列表；请把列表放进去，或直接指定列表
archive-password = 有密码保护；请用密码解压后指定列表
archive-method = 压缩方式 presend 不认识；请解压后指定列表
