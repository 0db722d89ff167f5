"""Reports as pages: a table, a chart and the words that rows come from, each a piece of HTML that pages are put
together of (`document` makes one that needs nothing else, `site` a folder of them).

Texts are hostile. Whatever comes from the graph is escaped, or is JSON that scripts put into the page as text; a page's
content security policy lets nothing run but its own scripts and nothing be fetched at all.
"""
