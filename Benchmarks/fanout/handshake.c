#include "handshake.h"

#include <stdint.h>
#include <string.h>

static const char magic[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

static uint32_t rotate(uint32_t value, int by) { return value << by | value >> (32 - by); }

static void sha1_block(uint32_t state[5], const uint8_t block[64]) {
  uint32_t w[80], s[5];
  for (int i = 0; i < 16; i++) {
    w[i] = 0;
    for (int k = 0; k < 4; k++) w[i] = w[i] << 8 | block[4 * i + k];
  }
  for (int i = 16; i < 80; i++) w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
  memcpy(s, state, sizeof s);
  for (int i = 0; i < 80; i++) {
    uint32_t mixed, constant;
    if (i < 20) {
      mixed = (s[1] & s[2]) | (~s[1] & s[3]);
      constant = 0x5A827999;
    } else if (i < 40 || i >= 60) {
      mixed = s[1] ^ s[2] ^ s[3];
      constant = i < 40 ? 0x6ED9EBA1 : 0xCA62C1D6;
    } else {
      mixed = (s[1] & s[2]) | (s[1] & s[3]) | (s[2] & s[3]);
      constant = 0x8F1BBCDC;
    }
    uint32_t next = rotate(s[0], 5) + mixed + s[4] + constant + w[i];
    s[4] = s[3];
    s[3] = s[2];
    s[2] = rotate(s[1], 30);
    s[1] = s[0];
    s[0] = next;
  }
  for (int i = 0; i < 5; i++) state[i] += s[i];
}

// Of a text that fits two blocks with its padding.
static void sha1(const uint8_t *text, size_t length, uint8_t digest[20]) {
  uint32_t state[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
  uint8_t padded[128] = {0};
  size_t total = length + 9 <= 64 ? 64 : 128;
  memcpy(padded, text, length);
  padded[length] = 0x80;
  padded[total - 2] = (uint8_t)(length >> 5);
  padded[total - 1] = (uint8_t)(length << 3);
  for (size_t at = 0; at < total; at += 64) sha1_block(state, padded + at);
  for (int i = 0; i < 20; i++) digest[i] = (uint8_t)(state[i / 4] >> (24 - 8 * (i % 4)));
}

void handshake_accept(const char *key, size_t length, char accept[HANDSHAKE_ACCEPT_BYTES]) {
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  uint8_t text[96], digest[21] = {0};
  if (length > sizeof text - sizeof magic) length = sizeof text - sizeof magic;
  memcpy(text, key, length);
  memcpy(text + length, magic, sizeof magic - 1);
  sha1(text, length + sizeof magic - 1, digest);
  for (int i = 0; i < 7; i++) {
    uint32_t three = (uint32_t)digest[3 * i] << 16 | (uint32_t)digest[3 * i + 1] << 8 | digest[3 * i + 2];
    for (int k = 0; k < 4; k++) accept[4 * i + k] = letters[three >> (18 - 6 * k) & 63];
  }
  accept[27] = '=';  // the 21st byte is not part of the digest
  accept[28] = '\0';
}
