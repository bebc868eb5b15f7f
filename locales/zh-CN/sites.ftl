# Sites: homes, verbs, columns, and what the footer links to.
sites-undertaker = 承办：{ $value }
sites-site-code = 网站标识码：{ $value }
sites-icp = 备案号：{ $value }
sites-police = 公安备案号：{ $value }
sites-telephone = 联系电话：{ $value }
