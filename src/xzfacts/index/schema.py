"""Tables of the index, and the version that its readers and builders must share.

A query resolves names first and joins facts last, so the tables are of two kinds: what
names there are (`name`, `posting`, `term`), each distinct text once whatever number of
facts bears it, and what is told of them (`file`, `sentence`, `fact`).

Nothing that is printed depends on how an index came about. Each file has a label; labels
rise in store order with gaps between them, so that a file can come between two others. A
fact's id is its file's label with its number in the file, so that order by id is store
order. Ids of names begin with their static rank and end in a hash of what they name; ids
of subjects and attributes are given out as they come, and nothing is ordered by them.

- file: what was read, with its digest. source: what its [source] says.
- finding: what was wrong in a file, in the language of whoever read it.
- declared: [[subjects]] and [[attributes]]; part 0 is the name, the others are aliases.
- subject: every text that facts give as subject or a file declares. `canon` is the one that
  it is another name of, itself where it is none; `written` counts the facts that write it
  so, `facts` those about it by any name (0 where it is another's name).
- name: compact texts that name a subject, or values that are words. A value's target is itself.
  unreviewed: those of subjects that only drafts, and what was taken back, tell of.
- gram: how many names each has. posting: their ids, rising, in chunks; the first is chunk 0.
- term: words that name an attribute, ask for one, or are filler.
- clash: what several files say differently: a source, a declared name, an id of a fact.
"""

VERSION = 7  # an index of another version is never opened: it is part of the file's name

NUMBER_BITS = 22  # of a fact's id that number it within its file
LABEL_GAP = 1 << 24  # between the labels of files, where there is room
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
  line INTEGER, key TEXT, mend TEXT, language TEXT,
  PRIMARY KEY (file, number)) WITHOUT ROWID;
CREATE TABLE declared (file INTEGER, what TEXT, number INTEGER, part INTEGER, text TEXT,
  key TEXT, kind TEXT, part_of TEXT, line INTEGER,
  PRIMARY KEY (file, what, number, part)) WITHOUT ROWID;
CREATE TABLE sentence (id INTEGER PRIMARY KEY, quote TEXT, line INTEGER, note TEXT);
CREATE TABLE subject (id INTEGER PRIMARY KEY, name TEXT, key TEXT, canon INTEGER,
  written INTEGER, facts INTEGER, kind TEXT, part_of TEXT, qualifier TEXT);
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
  why TEXT, line INTEGER);
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

# Made after the vocabulary is in, and before the attributes of the store are looked up in it.
TERM_INDEXES = """
CREATE INDEX term_text ON term (text);
CREATE INDEX term_codes ON term (codes);
CREATE INDEX term_initials ON term (initials);
CREATE INDEX term_attribute ON term (target) WHERE role = 'attribute';
"""

# Made after a full build's rows are in: sorting once is quicker than keeping order throughout.
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
CREATE INDEX subject_key ON subject (key);
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
