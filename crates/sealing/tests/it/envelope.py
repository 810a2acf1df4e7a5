"""Makes envelope.json: a key ring and a sealed value, by libsodium (PyNaCl), from the layout on the crate's page.

    pip install pynacl && python envelope.py > envelope.json
"""

import base64
import hashlib
import json
import os
import struct

from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt

RECORD, PATH, VALUE = "exercise:1/submission/uuid:1", "members/0/name", "Néema"


def key_id(secret):
    return hashlib.sha256(b"inzira sealing key\0" + secret).digest()[:8]


def binding(*parts):
    texts = [part.encode() for part in parts]
    return b"".join(struct.pack(">Q", len(text)) + text for text in texts)


secret, fingerprint, nonce = os.urandom(32), os.urandom(32), os.urandom(24)
place = binding("answer", RECORD, PATH)
head = b"\x01" + key_id(secret) + hashlib.sha256(place).digest()[:8]
envelope = head + nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(VALUE.encode(), head + place, nonce, secret)


def written(key):
    return {"id": key_id(key).hex(), "secret": base64.b64encode(key).decode()}


ring = {
    "version": 1,
    "keys": [written(secret) | {"created_at": "2026-11-22T00:00:00Z"}],
    "fingerprint": written(fingerprint),
}
vector = {"ring": json.dumps(ring), "record": RECORD, "path": PATH, "value": VALUE, "envelope": envelope.hex()}
print(json.dumps(vector, indent=2, ensure_ascii=False))
