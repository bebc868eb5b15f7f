# Sites: homes, verbs, columns, and what the footer links to.
sites-undertaker = Run by: { $value }
sites-site-code = Site code: { $value }
sites-icp = Filing number: { $value }
sites-police = Police filing number: { $value }
sites-telephone = Telephone: { $value }
