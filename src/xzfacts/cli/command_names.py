"""The commands. Imports nothing of Typer, for `plain_query` and `plain_completion`."""

from xzfacts.i18n import mark

# The help line of each command, in the order of the help page.
COMMANDS = {
    "query": mark("Look up facts: xzfacts 晨南服饰 人数 (“query” may be omitted)."),
    "browse": mark("Search while typing; copy or open what is found."),
    "check": mark("Check the figures and job titles in a text against the store."),
    "extract": mark("Extract facts from an article, as draft facts to review."),
    "archive": mark("Check or extract from an archive of articles."),
    "review": mark("Review draft facts one by one: accept, change or reject."),
    "add": mark("Add a fact with the sentence that states it."),
    "edit": mark("Edit the file of a fact in a text editor and check the result."),
    "supersede": mark("Record what a newer source says."),
    "retract": mark("Retract a fact, with a reason."),
    "alias": mark("Add an alias to a subject."),
    "list": mark("List facts, subjects, attributes or sources."),
    "export": mark("Export facts as CSV, Excel, SQLite or annotations."),
    "show": mark("Show a fact in the context of its article."),
    "verify": mark("Verify quotes and values and report problems in the store."),
    "index": mark("Show or rebuild the index of a store."),
    "mcp": mark("Serve the store to assistants (Model Context Protocol)."),
    "import": mark("Import facts from JSON Lines or CSV."),
    "init": mark("Create a store in a folder."),
}
