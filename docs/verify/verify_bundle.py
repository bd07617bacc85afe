#!/usr/bin/env python3
"""Verifies an Assay audit bundle without any of Assay's code.

    python3 verify_bundle.py BUNDLE --trust VKEY [--trust VKEY ...] [--older CHECKPOINT ...] [--require-anchor] [--json]

BUNDLE is a tar or a folder. VKEY is the log's public key, obtained by another way than the bundle. CHECKPOINT is a file
holding an older signed checkpoint that you kept. Exit code 0: trusted and nothing failed; 1: not so; 2: wrong usage.

Written from the public specifications: RFC 8785 (canonical JSON), RFC 9162 (Merkle tree), RFC 2104 (HMAC), RFC 8032
(Ed25519), C2SP signed-note, tlog-checkpoint, tlog-tiles and tlog-proof, POSIX ustar. Needs Python 3.8 or later and,
for the signatures, either the package `cryptography` or openssl 3 on the path. docs/VERIFYING.md explains each check.
"""

import argparse
import base64
import hashlib
import hmac
import json
import os
import re
import subprocess
import sys
import tempfile

MAX_INTEGER = 2**53 - 1
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z\Z", re.ASCII)
ORIGIN = re.compile(r"(assay|assay-demo)/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/([1-9]\d*))?\Z", re.ASCII)
HEX64 = re.compile(r"[0-9a-f]{64}\Z", re.ASCII)
FOLDERS = ("log/tile/", "log/history/", "log/anchors/", "bodies/", "evidence/", "proofs/", "attestations/", "keys/",
           "policy/", "views/")
SINGLES = ("README.txt", "log/checkpoint", "manifest.json", "manifest.json.note")


class Wrong(Exception):
    """Something is not as it must be; the text says what."""


def require(holds, what):
    if not holds:
        raise Wrong(what)


# --- Where the files come from -------------------------------------------------------------------------------------


class Folder:
    ordered = False

    def __init__(self, root):
        self.paths = {}
        for folder, folders, files in os.walk(root):
            for name in folders + files:
                path = os.path.join(folder, name)
                require(not os.path.islink(path), f"{path} is a link")
            for name in files:
                path = os.path.join(folder, name)
                require(os.path.isfile(path), f"{path} is no plain file")
                self.paths[os.path.relpath(path, root).replace(os.sep, "/")] = path
        self.names = sorted(self.paths)

    def open(self, name):
        require(name in self.paths, "the file is missing")
        return open(self.paths[name], "rb"), os.path.getsize(self.paths[name])


class Tar:
    """A strict ustar reader: each header must be the one that its name and size demand, all filling must be zero."""

    ordered = True

    def __init__(self, path):
        self.path, self.places, self.names = path, {}, []
        with open(path, "rb") as source:
            while True:
                block = source.read(512)
                require(len(block) == 512, "the archive was cut")
                if block == bytes(512):
                    require(source.read() == bytes(512), "the archive does not end with exactly two empty blocks")
                    return
                name, size = self.header(block)
                require(name not in self.places, f"{name} is in the archive twice")
                self.places[name] = (source.tell(), size)
                self.names.append(name)
                source.seek(size, os.SEEK_CUR)
                padding = source.read(-size % 512)
                require(padding == bytes(-size % 512), f"the space after {name} is not empty, or the archive was cut")

    @staticmethod
    def header(block):
        text = lambda start, end: block[start:end].split(b"\0")[0]
        prefix, short, octal = text(345, 500), text(0, 100), text(124, 136)
        require(re.fullmatch(rb"[0-7]{11}", octal), "a header of the archive is damaged")
        size = int(octal, 8)
        fields = [(0, short), (100, b"0000644\0"), (108, b"0000000\0"), (116, b"0000000\0"), (124, b"%011o\0" % size),
                  (136, b"00000000000\0"), (148, b" " * 8), (156, b"0"), (257, b"ustar\x0000"), (329, b"0000000\0"),
                  (337, b"0000000\0"), (345, prefix)]
        made = bytearray(512)
        for at, value in fields:
            made[at:at + len(value)] = value
        made[148:156] = b"%06o\0 " % sum(made)
        require(bytes(made) == block, "a header of the archive is not as this program's bundles have it")
        name = (prefix + b"/" + short if prefix else short).decode("ascii", "replace")
        safe = re.fullmatch(r"[!#%()+,\-./0-9=@A-Z\[\]^_a-z{}~]{1,255}", name)
        require(safe and not any(p in ("", ".", "..") for p in name.split("/")), f"{name!r} is no name of a bundle")
        if prefix:
            cuts = [i for i, c in enumerate(name) if c == "/" and len(name) - i - 1 <= 100]
            require(len(name) > 100 and cuts and len(prefix) == cuts[0], "a long name is split in an unusual way")
        return name, size

    def open(self, name):
        require(name in self.places, "the file is missing")
        offset, size = self.places[name]
        source = open(self.path, "rb")
        source.seek(offset)
        return source, size


def read(files, name):
    source, size = files.open(name)
    with source:
        data = source.read(size)
    require(len(data) == size, "the file ends early")
    return data


def digest(files, name):
    source, size = files.open(name)
    sha, left = hashlib.sha256(), size
    with source:
        while left:
            chunk = source.read(min(left, 1 << 20))
            require(chunk, "the file ends early")
            sha.update(chunk)
            left -= len(chunk)
    return sha.hexdigest(), size


# --- Canonical JSON (RFC 8785, integers only) ----------------------------------------------------------------------


def parse_canonical(data):
    def unique(pairs):
        value = dict(pairs)
        require(len(value) == len(pairs), "an object has a key twice")
        return value

    def refuse(text):
        raise Wrong(f"{text} is no integer")

    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=unique, parse_float=refuse, parse_constant=refuse)
        require(canonical(value) == data, "the JSON is not in canonical form")
    except (ValueError, RecursionError) as error:
        raise Wrong(f"not canonical JSON: {error}") from error
    return value


def canonical(value, depth=0):
    if value is None or isinstance(value, bool):
        return json.dumps(value).encode()
    if isinstance(value, int):
        require(abs(value) <= MAX_INTEGER, "an integer is too large")
        return b"%d" % value
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).encode("utf-8")
    require(depth < 64, "the JSON is nested too deep")
    if isinstance(value, list):
        return b"[" + b",".join(canonical(item, depth + 1) for item in value) + b"]"
    keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
    return b"{" + b",".join(canonical(key) + b":" + canonical(value[key], depth + 1) for key in keys) + b"}"


# --- Keys, notes, checkpoints (C2SP) -------------------------------------------------------------------------------


def unbase64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Wrong("malformed base64") from error
    require(base64.b64encode(data).decode() == text, "base64 in a second spelling")
    return data


class Key:
    def __init__(self, vkey):
        parts = vkey.strip().split("+", 2)
        require(len(parts) == 3, "a key is written <name>+<id>+<base64>")
        self.name, self.id, data = parts[0], parts[1], unbase64(parts[2])
        require(len(data) == 33 and data[0] == 1, "only Ed25519 keys are supported")
        self.public = data[1:]
        expected = hashlib.sha256(self.name.encode() + b"\n\x01" + self.public).hexdigest()[:8]
        require(self.id == expected, "the key's id does not match: it was mistyped or altered")

    def verifies(self, message, signature):
        try:
            from cryptography.exceptions import InvalidSignature
            from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
        except ImportError:
            return self.openssl(message, signature)
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
            return True
        except (InvalidSignature, ValueError):
            return False

    def openssl(self, message, signature):
        der = bytes.fromhex("302a300506032b6570032100") + self.public
        pem = b"-----BEGIN PUBLIC KEY-----\n" + base64.b64encode(der) + b"\n-----END PUBLIC KEY-----\n"
        with tempfile.TemporaryDirectory() as folder:
            paths = {}
            for name, data in (("key", pem), ("text", message), ("signature", signature)):
                paths[name] = os.path.join(folder, name)
                with open(paths[name], "wb") as out:
                    out.write(data)
            command = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", paths["key"], "-in",
                       paths["text"], "-sigfile", paths["signature"]]
            return subprocess.run(command, capture_output=True, check=False).returncode == 0


def open_note(data, trust):
    """The text of a note and the trusted keys that signed it."""
    try:
        note = data.decode("utf-8")
    except ValueError as error:
        raise Wrong("the note is not UTF-8") from error
    require(not any(c < " " and c != "\n" for c in note), "the note holds control characters")
    text, gap, lines = note.rpartition("\n\n")
    require(gap and lines.endswith("\n"), "this is no signed note")
    text += "\n"
    seen, signers = set(), []
    for line in lines[:-1].split("\n"):
        require(line.startswith("\u2014 ") and line.count(" ") == 2, "a signature line is malformed")
        name, blob = line[2:].split(" ")
        blob = unbase64(blob)
        require(name and "+" not in name and not re.search(r"\s", name) and len(blob) > 4,
                "a signature line is malformed")
        identity = (name, blob[:4].hex())
        require(identity not in seen, "the note is signed twice by one key")
        seen.add(identity)
        for key in trust:
            if (key.name, key.id) == identity:
                require(key.verifies(text.encode(), blob[4:]), f"the signature by {name} is wrong")
                signers.append(key)
                break
    return text, signers


def base_of(origin):
    match = ORIGIN.match(origin)
    require(match, f"{origin!r} is no origin of a log")
    return f"{match[1]}/{match[2]}"


def epoch_of(origin):
    match = ORIGIN.match(origin)
    require(match and match[3] != "1", f"{origin!r} is no origin of a log")
    return int(match[3] or 1)


def trusted(signers, origin):
    """A key counts only for the log it is named after, with or without the epoch."""
    return any(key.name in (origin, base_of(origin)) for key in signers)


def open_checkpoint(data, trust):
    """Origin, size, root and whether the log's own trusted key signed."""
    text, signers = open_note(data, trust)
    lines = text.split("\n")
    require(len(lines) == 4 and lines[3] == "" and lines[0], "this is no checkpoint of three lines")
    require(re.fullmatch(r"0|[1-9][0-9]*", lines[1]), "the size is malformed")
    root = unbase64(lines[2])
    require(len(root) == 32, "the root is no SHA-256")
    return lines[0], int(lines[1]), root, trusted(signers, lines[0])


# --- Merkle tree (RFC 9162) and tiles (C2SP) -----------------------------------------------------------------------


def leaf_hash(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(hashes):
    """The recursive definition, level by level: an odd last node is carried up unchanged."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    while len(hashes) > 1:
        above = [node_hash(hashes[i], hashes[i + 1]) for i in range(0, len(hashes) - 1, 2)]
        hashes = above + ([hashes[-1]] if len(hashes) % 2 else [])
    return hashes[0]


def included(leaf, index, size, path):
    """The root an inclusion path leads to, RFC 9162 section 2.1.3.2."""
    require(index < size, "the entry is not in the tree")
    node, last, root = index, size - 1, leaf
    for sibling in path:
        require(last > 0, "the proof is too long")
        if node & 1 or node == last:
            root = node_hash(sibling, root)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            root = node_hash(root, sibling)
        node, last = node >> 1, last >> 1
    require(last == 0, "the proof is too short")
    return root


def tile_path(level, index, width):
    groups = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        groups.insert(0, f"x{index % 1000:03}")
    return f"log/tile/{level}/" + "/".join(groups) + (f".p/{width}" if width < 256 else "")


def decode_entries(data):
    entries = []
    while data:
        length = int.from_bytes(data[:2], "big")
        require(len(data) >= 2 + length, "the entry bundle ends inside an entry")
        entries.append(data[2:2 + length])
        data = data[2 + length:]
    return entries


# --- The checks ----------------------------------------------------------------------------------------------------


class Verifier:
    def __init__(self, files, trust, older, anchor):
        self.files, self.trust, self.older, self.anchor = files, trust, older, anchor
        self.findings = []
        self.manifest_trusted = self.head_trusted = False

    def add(self, item, status, reason):
        self.findings.append({"item": item, "status": status, "reason": reason})

    def fail(self, item, reason):
        self.add(item, "FAILED", str(reason))

    def under(self, folder):
        return [name for name in self.files.names if name.startswith(folder)]

    def run(self):
        try:
            self.check_manifest()
            self.check_log()
            self.check_history()
            self.check_proofs()
            self.check_bodies()
            self.check_signatures()
            self.check_evidence()
        except Wrong as wrong:
            self.fail("bundle", wrong)
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            self.fail("bundle", f"something has an unexpected shape: {error!r}")
        self.add("log/anchors", "FAILED" if self.anchor else "UNANCHORED",
                 "consistent, not proven unaltered by the operator: no witness or time-stamp authority vouches for it")
        trusted_all = self.manifest_trusted and self.head_trusted
        return {"trusted": trusted_all, "findings": self.findings}

    def check_manifest(self):
        data = read(self.files, "manifest.json")
        manifest = parse_canonical(data)
        fields = {"demo", "files", "generator", "origin", "period", "scope", "statement", "workspace"}
        require(isinstance(manifest, dict) and set(manifest) == fields, "manifest.json has other fields")
        self.origin = manifest["origin"]
        match = ORIGIN.match(self.origin)
        require(match, "the origin is malformed")
        self.epoch, self.workspace = epoch_of(self.origin), match[2]
        require(manifest["workspace"] == match[2], "the manifest names another workspace than its origin")
        require(manifest["demo"] is (match[1] == "assay-demo"), "the demo mark is wrong")
        text, signers = open_note(read(self.files, "manifest.json.note"), self.trust)
        expected = f"{self.origin}/manifest\n{hashlib.sha256(data).hexdigest()}\n"
        require(text == expected, "manifest.json.note was signed for another manifest")
        self.manifest_trusted = trusted(signers, self.origin)
        if not self.manifest_trusted:
            self.fail("manifest.json.note", "is not signed by a key of this log that you trust")
        listed = [file["path"] for file in manifest["files"]]
        require(len(set(listed)) == len(listed), "the manifest lists a file twice")
        whole = listed + ["manifest.json", "manifest.json.note"]
        for name in sorted(set(self.files.names) - set(whole)):
            self.fail(name, "is not in the manifest: it was added")
        if self.files.ordered and set(whole) == set(self.files.names) and whole != self.files.names:
            self.fail("manifest.json", "the archive's files are not in the order that was signed")
        for file in manifest["files"]:
            try:
                found = digest(self.files, file["path"])
                require(found == (file["sha256"], file["size"]), "is not the file that was signed")
            except Wrong as wrong:
                self.fail(file["path"], wrong)
        for name in self.files.names:
            if name not in SINGLES and not name.startswith(FOLDERS):
                self.fail(name, "is no part of a bundle")
        self.add("manifest.json", "UNALTERED", f"checked {len(listed)} files")

    def check_log(self):
        origin, size, root, self.head_trusted = open_checkpoint(read(self.files, "log/checkpoint"), self.trust)
        require(origin == self.origin, "the checkpoint is of another log than the manifest")
        if not self.head_trusted:
            self.fail("log/checkpoint", "is not signed by a key of this log that you trust")
        bundles = (size + 255) // 256
        require(len(self.under("log/tile/entries/")) == bundles, f"these are not the entry bundles of {size} entries")
        self.entries, self.leaves, expected = [], [], set()
        for index in range(bundles):
            path = tile_path("entries", index, min(256, size - index * 256))
            expected.add(path)
            for entry in decode_entries(read(self.files, path)):
                self.leaves.append(leaf_hash(entry))
                self.entries.append(parse_canonical(entry))
        require(len(self.entries) == size, "the number of entries is not the signed one")
        level, row = 0, self.leaves
        while row:
            for index in range((len(row) + 255) // 256):
                hashes = row[index * 256:index * 256 + 256]
                path = tile_path(level, index, len(hashes))
                expected.add(path)
                try:
                    require(read(self.files, path) == b"".join(hashes), "does not hold the hashes of the entries")
                except Wrong as wrong:
                    self.fail(path, wrong)
            row = [root_of(row[i:i + 256]) for i in range(0, len(row) - len(row) % 256, 256)]
            level += 1
        for name in set(self.under("log/tile/")) - expected:
            self.fail(name, "is no tile of the signed tree")
        require(root_of(self.leaves) == root, "the entries do not hash to the signed root")
        self.check_entries()
        self.add("log", "UNALTERED", f"{size} entries hash to the signed root")

    def check_entries(self):
        self.erased, self.epochs, records, at = {}, [], {}, ""
        required = {"actor", "at", "op", "rec", "rev", "seq", "state", "sw", "type", "v", "via", "ws"}
        optional = {"body", "eff", "erased", "evid", "prev", "reason_code"}
        for seq, entry in enumerate(self.entries):
            item = f"entry {seq}"
            try:
                require(isinstance(entry, dict) and required <= set(entry) <= required | optional, "has other fields")
                require(entry["v"] == 1, "is of an unknown version")
                require(entry["seq"] == seq, "is out of its place")
                require(entry["ws"] == self.workspace, "belongs to another workspace")
                require(STAMP.match(entry["at"]) and entry["at"] >= at, "is dated before the entry in front of it")
                at = entry["at"]
                key, previous = (entry["type"], entry["rec"]), None
                if key in records:
                    rev, before = records[key]
                    previous = {"seq": before, "leaf": self.leaves[before].hex()}
                    require(entry["rev"] == rev + 1, "does not follow the revision before it")
                else:
                    require(entry["rev"] == 1, "follows a revision that is not in the log")
                require(entry.get("prev") == previous, "does not follow the revision before it")
                records[key] = (entry["rev"], seq)
                if entry["op"] == "epoch":
                    self.epochs.append(seq)
                for gone in entry.get("erased", []):
                    require(entry["op"] == "erase" and 0 <= gone < seq, "erases what it cannot")
                    self.erased.setdefault(gone, seq)
            except (Wrong, TypeError, KeyError) as wrong:
                self.fail(item, wrong)
        require(len(self.epochs) + 1 == self.epoch, "the origin's epoch and the log's do not agree")

    def continues(self, origin, size, root):
        require(base_of(origin) == base_of(self.origin), "is a checkpoint of another log")
        epoch = epoch_of(origin)
        require(epoch <= self.epoch, "was signed in a later epoch")
        if epoch < self.epoch:
            restored = self.epochs[epoch - 1]
            require(size <= restored, f"entries {restored} to {size - 1} were lost when a backup was restored")
        require(epoch == 1 or size > self.epochs[epoch - 2], "claims an epoch that had not begun")
        require(size <= len(self.leaves), f"{size - len(self.leaves)} entries signed then are gone")
        require(root_of(self.leaves[:size]) == root, f"history was rewritten within its first {size} entries")

    def check_history(self):
        kept = [(name, read(self.files, name)) for name in self.under("log/history/")]
        kept += [(f"kept checkpoint {path}", open(path, "rb").read()) for path in self.older]
        for item, data in kept:
            try:
                origin, size, root, believed = open_checkpoint(data, self.trust)
                require(believed, "is not signed by a key of this log that you trust")
                require(not item.startswith("log/history/") or item == f"log/history/{size}", "has another size")
                self.continues(origin, size, root)
                self.add(item, "UNALTERED", f"the log continues its {size} entries")
            except Wrong as wrong:
                self.fail(item, wrong)

    def check_proofs(self):
        for name in self.under("proofs/"):
            try:
                head, gap, note = read(self.files, name).decode("utf-8").partition("\n\n")
                lines = head.split("\n")
                require(gap and lines[0] == "c2sp.org/tlog-proof@v1", "is no tlog-proof")
                if lines[1].startswith("extra "):
                    unbase64(lines.pop(1)[6:])
                index = re.fullmatch(r"index (0|[1-9][0-9]*)", lines[1])
                require(index and name == f"proofs/{index[1]}.tlog-proof", "is the receipt of another entry")
                number = int(index[1])
                require(number < len(self.leaves), "is the receipt of an entry that is not in the log")
                origin, size, root, believed = open_checkpoint(note.encode(), self.trust)
                require(believed, "is not signed by a key of this log that you trust")
                path = [unbase64(line) for line in lines[2:]]
                require(included(self.leaves[number], number, size, path) == root, "leads to another root")
                self.continues(origin, size, root)
                self.add(name, "UNALTERED", f"proves entry {number}")
            except (Wrong, ValueError, IndexError) as wrong:
                self.fail(name, wrong)

    def check_bodies(self):
        self.named, self.signatures, names = {}, {}, set(self.under("bodies/"))
        for seq, entry in enumerate(self.entries):
            body, salt = f"bodies/{seq}.json", f"bodies/{seq}.salt"
            here = (body in names, salt in names)
            names -= {body, salt}
            promise = entry.get("body")
            if promise is None:
                if any(here):
                    self.fail(body, "its entry commits to no body")
            elif not any(here):
                erased = seq in self.erased
                self.add(body, "ERASED" if erased else "WITHHELD", "committed, not in this bundle")
            elif seq in self.erased:
                self.fail(body, "is here although it was erased")
            else:
                try:
                    require(all(here), "body and salt must both be here")
                    self.check_body(seq, entry, read(self.files, body), read(self.files, salt))
                    self.add(body, "UNALTERED", f"is what entry {seq} commits to")
                except Wrong as wrong:
                    self.fail(body, wrong)
        for name in names:
            self.fail(name, "belongs to no entry")

    def check_body(self, seq, entry, body, salt):
        require(salt.endswith(b"\n") and HEX64.match(salt[:-1].decode("latin-1")), "the salt is malformed")
        salt = bytes.fromhex(salt.decode())
        promise = {"alg": "hmac-sha256", "c": hmac.new(salt, body, hashlib.sha256).hexdigest()}
        require(entry["body"] == promise, f"is not what entry {seq} commits to")
        promised = {evidence["c"] for evidence in entry.get("evid", [])}
        value = parse_canonical(body)
        if entry["type"] == "signature":
            self.signatures[seq] = value
        for named in digests_in(value):
            commitment = hmac.new(salt, bytes.fromhex(named), hashlib.sha256).hexdigest()
            if commitment in promised:
                promised.discard(commitment)
                self.named[named] = seq
            self.named.setdefault(named, None)
        require(not promised, "the entry commits to an artifact its body does not name")

    def check_signatures(self):
        """The digest that a signature names is that of the body of the revision it names."""
        places = {(entry["rec"], entry["rev"]): seq for seq, entry in enumerate(self.entries)}
        for seq, signature in sorted(self.signatures.items()):
            item = f"entry {seq}"
            try:
                at = places.get((signature.get("record_id"), signature.get("revision")))
                require(at is not None and at < seq, "is a signature of a revision that is not in the log before it")
                name = f"bodies/{at}.json"
                if at in self.erased:
                    self.add(item, "ERASED", f"signs the body of entry {at}, which was erased")
                elif name not in self.files.names:
                    self.add(item, "WITHHELD", f"signs the body of entry {at}, not in this bundle")
                else:
                    found = digest(self.files, name)[0]
                    require(found == signature.get("digest"), f"signs another body than that of entry {at}")
                    self.add(item, "UNALTERED", f"signs the body of entry {at} by its digest")
            except (Wrong, AttributeError) as wrong:
                self.fail(item, wrong)

    def check_evidence(self):
        for name in self.under("evidence/"):
            named = name[len("evidence/"):]
            if named not in self.named:
                self.fail(name, "is named by no body in this bundle")
            elif digest(self.files, name)[0] != named:
                self.fail(name, "does not hash to its name")
            else:
                self.add(name, "UNALTERED", "is the file a body names by its digest")
        for named, seq in sorted(self.named.items()):
            if seq is not None and f"evidence/{named}" not in self.files.names:
                self.add(f"evidence/{named}", "WITHHELD", f"committed in entry {seq}, not in this bundle")


def digests_in(value):
    """Every text of 64 hexadecimal digits, whatever its key."""
    if isinstance(value, str):
        return {value} if HEX64.match(value) else set()
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {found for item in items for found in digests_in(item)}


def main():
    parser = argparse.ArgumentParser(description="Verifies an Assay audit bundle without any of Assay's code.")
    parser.add_argument("bundle", help="tar or folder")
    parser.add_argument("--trust", action="append", default=[], help="public key of the log, from elsewhere")
    parser.add_argument("--older", action="append", default=[], help="file with an older checkpoint that you kept")
    parser.add_argument("--require-anchor", action="store_true", help="fail without a witness or time stamp")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    arguments = parser.parse_args()
    try:
        trust = [Key(vkey) for vkey in arguments.trust]
    except Wrong as wrong:
        parser.error(str(wrong))
    try:
        files = Folder(arguments.bundle) if os.path.isdir(arguments.bundle) else Tar(arguments.bundle)
        report = Verifier(files, trust, arguments.older, arguments.require_anchor).run()
    except Wrong as wrong:
        report = {"trusted": False, "findings": [{"item": "bundle", "status": "FAILED", "reason": str(wrong)}]}
    good = report["trusted"] and not any(finding["status"] == "FAILED" for finding in report["findings"])
    if arguments.json:
        print(json.dumps(report, indent=2))
    else:
        for finding in report["findings"]:
            print(f"{finding['status']:10} {finding['item']}: {finding['reason']}")
        print("OK: trusted, nothing failed" if good else "NOT OK")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
