"""The tables of the index, and the version that readers and builders must share.

A query resolves names first and joins facts last. So there are two kinds of tables: names
(`name`, `posting`, `term`), with each distinct text once for any number of facts, and facts
(`file`, `sentence`, `fact`).

No output depends on the history of an index. Each file has a label; labels rise in store
order, with gaps for files to be inserted. The id of a fact consists of the label of its file
and its number in the file, so that order by id is store order. The id of a name consists of
its static rank and a hash. Ids of subjects and attributes are assigned as they occur, and
nothing is ordered by them.

- file: the files, with digests. source: their [source] tables.
- sentence: its id is that of the first fact that it states. Where facts of it follow farther
  behind than SENTENCE_REACH, it has a further row for them.
- finding: the faults of a file, in the language of the process that read it.
- declared: [[subjects]] and [[attributes]]; part 0 is the name, the others are aliases.
- subject: all subject texts of facts and declarations. `canon` is the id of the canonical
  subject, its own id if it is no alias. `written` counts the facts with this text as subject,
  `facts` those about the subject by any name (0 for an alias).
- name: compact names of subjects, and values that are words. The target of a value is itself.
  unreviewed: names of subjects that have no accepted facts.
- gram: the number of names of each gram. posting: their ascending ids, in chunks; the first
  chunk is 0.
- term: names of attributes, cues and phrases of questions.
- clash: sources, declarations and fact ids that differ between files.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

VERSION = 12  # part of the file name, so that an index of another version is never opened

NUMBER_BITS = 22  # bits of a fact's id for its number within the file
_ENDS = ";\n"  # of a statement
LABEL_GAP = 1 << 24  # between the labels of files, if there is room
SENTENCE_REACH = 256  # greatest difference between the ids of a sentence and of a fact of it
LABEL_LIMIT = 1 << 41  # so that ids fit in 63 bits

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE file (id INTEGER PRIMARY KEY, path BLOB, shown TEXT, digest BLOB, name TEXT,
  facts INTEGER);
CREATE TABLE source (file INTEGER PRIMARY KEY, sid TEXT, title TEXT, publication TEXT,
  published TEXT, url TEXT, page TEXT, section TEXT, sha256 TEXT, line INTEGER);
CREATE TABLE author (file INTEGER, number INTEGER, name TEXT,
  PRIMARY KEY (file, number)) WITHOUT ROWID;
CREATE TABLE finding (file INTEGER, number INTEGER, code TEXT, message TEXT,
  line INTEGER, key TEXT, remedy TEXT, language TEXT,
  PRIMARY KEY (file, number)) WITHOUT ROWID;
CREATE TABLE declared (file INTEGER, what TEXT, number INTEGER, part INTEGER, text TEXT,
  key TEXT, kind TEXT, part_of TEXT, line INTEGER,
  PRIMARY KEY (file, what, number, part)) WITHOUT ROWID;
CREATE TABLE sentence (id INTEGER PRIMARY KEY, quote TEXT, line INTEGER, note TEXT, page TEXT);
CREATE TABLE subject (id INTEGER PRIMARY KEY, name TEXT, key TEXT, canon INTEGER,
  written INTEGER, facts INTEGER, kind TEXT, part_of TEXT, disambiguator TEXT);
CREATE TABLE attribute (id INTEGER PRIMARY KEY, name TEXT, kind TEXT, facts INTEGER);
CREATE TABLE dimension (attribute INTEGER, name TEXT, facts INTEGER,
  PRIMARY KEY (attribute, name)) WITHOUT ROWID;
CREATE TABLE attribute_name (attribute INTEGER, text TEXT, codes TEXT,
  PRIMARY KEY (attribute, text)) WITHOUT ROWID;
CREATE TABLE attribute_concept (attribute INTEGER, concept INTEGER, rest TEXT,
  PRIMARY KEY (attribute, concept, rest)) WITHOUT ROWID;
CREATE TABLE fact (id INTEGER PRIMARY KEY, fid TEXT, subject INTEGER, attribute INTEGER,
  value TEXT, quantity TEXT, low REAL, high REAL, word INTEGER, sentence INTEGER,
  status TEXT, as_of TEXT, note TEXT, superseded_by TEXT, confidence TEXT,
  why TEXT, mode TEXT, said_by TEXT, line INTEGER);
CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT, kind TEXT, target INTEGER);
CREATE TABLE unreviewed (id INTEGER PRIMARY KEY, text TEXT, kind TEXT, target INTEGER);
CREATE TABLE gram (gram TEXT PRIMARY KEY, total INTEGER) WITHOUT ROWID;
CREATE TABLE posting (gram TEXT, chunk INTEGER, names BLOB, PRIMARY KEY (gram, chunk));
CREATE TABLE concept (id INTEGER PRIMARY KEY, slug TEXT, kind TEXT);
CREATE TABLE covers (concept INTEGER, covered INTEGER,
  PRIMARY KEY (concept, covered)) WITHOUT ROWID;
CREATE TABLE term (text TEXT, codes TEXT, initials TEXT, role TEXT, target INTEGER, kinds TEXT);
CREATE TABLE clash (what TEXT, key TEXT, PRIMARY KEY (what, key)) WITHOUT ROWID;
CREATE INDEX attribute_by_name ON attribute (name);
CREATE INDEX attribute_concept_concept ON attribute_concept (concept);
CREATE INDEX attribute_name_text ON attribute_name (text);
"""

# Created after the vocabulary is inserted and before attributes are looked up in it.
TERM_INDEXES = """
CREATE INDEX term_text ON term (text);
CREATE INDEX term_codes ON term (codes);
CREATE INDEX term_initials ON term (initials);
CREATE INDEX term_attribute ON term (target) WHERE role = 'attribute';
CREATE INDEX term_concept ON term (text) WHERE role = 'concept';
"""

# Created after the rows of a full build, because sorting once is faster.
FACT_INDEXES = """
CREATE INDEX fact_subject ON fact (subject, attribute);
CREATE INDEX fact_attribute ON fact (attribute);
CREATE INDEX fact_low ON fact (low) WHERE low IS NOT NULL;
CREATE INDEX fact_high ON fact (high) WHERE high IS NOT NULL;
CREATE INDEX fact_word ON fact (word) WHERE word IS NOT NULL;
CREATE INDEX fact_fid ON fact (fid);
CREATE INDEX fact_status ON fact (status) WHERE status IS NOT NULL;
CREATE INDEX source_sid ON source (sid);
CREATE INDEX declared_key ON declared (key, what, part, file, number);
CREATE INDEX declared_text ON declared (text, what) WHERE part = 0;
CREATE INDEX declared_whole ON declared (part_of) WHERE part_of IS NOT NULL;
CREATE INDEX subject_key ON subject (key, name);
CREATE INDEX subject_whole ON subject (part_of) WHERE part_of IS NOT NULL;
CREATE INDEX subject_part_of ON subject (part_of, name) WHERE part_of IS NOT NULL;
CREATE INDEX subject_canon ON subject (canon) WHERE canon != id;
"""
NAME_INDEXES = """
CREATE INDEX name_text ON name (text);
CREATE INDEX name_target ON name (target) WHERE kind != 'value';
CREATE INDEX unreviewed_text ON unreviewed (text);
CREATE INDEX unreviewed_target ON unreviewed (target);
"""


def is_index(db: "sqlite3.Connection") -> bool:
    """Whether a database has exactly these tables and indexes: no view, trigger or other table."""
    found = db.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
    texts = f"{TABLES}{TERM_INDEXES}{FACT_INDEXES}{NAME_INDEXES}".split("CREATE ")
    return {sql for (sql,) in found} == {f"CREATE {text.rstrip(_ENDS)}" for text in texts[1:]}
