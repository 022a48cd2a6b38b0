#!/usr/bin/env node
// Makes a CloudTrail corpus of any size from the real events in examples/, laid out as a trail delivers it to S3:
// AWSLogs/<account>/CloudTrail/<region>/<yyyy>/<mm>/<dd>/<account>_CloudTrail_<region>_<stamp>_<id>.json.gz
//
//   node make-corpus.mjs OUT [--events 300000] [--per-file 1000] [--seed 1] [--from DIR]... [--plain]
//
// The same arguments give the same bytes. Every event is a real one moved to one of twelve accounts and five Regions, with a fresh
// eventID, eventTime, source address, principal and resource names. In a thousand: 5 by the root user, 3 from another account, 1 with a
// malformed account, 5 delivered again in the next file, 5 delivered up to 15 minutes late. Within a file they are in no order, and
// `&`, `<`, `>` and `=` are \u-escaped as in real logs.
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2);
const out = args.shift();
if (!out || out.startsWith('--')) {
  console.error('usage: make-corpus.mjs OUT [--events N] [--per-file N] [--seed N] [--from DIR]... [--plain]');
  process.exit(2);
}
const options = { events: 300_000, perFile: 1_000, seed: 1, from: [], plain: false };
for (let i = 0; i < args.length; i++) {
  if (args[i] === '--events') options.events = Number(args[++i]);
  else if (args[i] === '--per-file') options.perFile = Number(args[++i]);
  else if (args[i] === '--seed') options.seed = Number(args[++i]);
  else if (args[i] === '--from') options.from.push(args[++i]);
  else if (args[i] === '--plain') options.plain = true;
  else throw new Error(`unknown option ${args[i]}`);
}
if (options.from.length === 0) options.from.push(join(here, '../examples'));

let state = options.seed >>> 0 || 1;
const random = () => {
  // mulberry32
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const hex = (n) => Array.from({ length: n }, () => Math.floor(random() * 16).toString(16)).join('');
const uuid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[Math.floor(random() * 4)]}${hex(3)}-${hex(12)}`;

function* jsonFiles(dir) {
  for (const name of readdirSync(dir).sort()) {
    const path = join(dir, name);
    if (statSync(path).isDirectory()) yield* jsonFiles(path);
    else if (/\.json(\.gz)?$/.test(name)) yield path;
  }
}
const seeds = [];
for (const dir of options.from)
  for (const path of jsonFiles(dir)) {
    let parsed;
    try {
      const bytes = readFileSync(path);
      parsed = JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString());
    } catch {
      continue; // the corpus is made of what parses
    }
    const records = Array.isArray(parsed) ? parsed : (parsed.Records ?? []);
    for (const record of records) if (record.eventName && record.eventTime) seeds.push(record);
  }
if (seeds.length === 0) throw new Error('no events to replicate');

const start = Date.UTC(2025, 0, 1);
const minutesPerFile = 5;
const accounts = Array.from({ length: 12 }, (_, i) =>
  String(111122223333 + i * 10101010101)
    .padStart(12, '0')
    .slice(-12),
);
const regions = ['us-east-1', 'us-east-1', 'us-east-1', 'us-west-2', 'eu-west-1', 'ap-southeast-2', 'sa-east-1'];
const pick = (list) => list[Math.floor(random() * list.length)];
const address = () =>
  `${1 + Math.floor(random() * 222)}.${Math.floor(random() * 256)}.${Math.floor(random() * 256)}.${1 + Math.floor(random() * 254)}`;
const addresses = Array.from({ length: 4_000 }, address);

/** Moves a real record to another account, Region, time, address and principal; references within it follow. */
function move(seed, account, region, time) {
  const from = seed.recipientAccountId ?? seed.userIdentity?.accountId;
  let text = JSON.stringify(seed);
  if (/^\d{12}$/.test(from ?? '')) text = text.replaceAll(from, account);
  const name = seed.userIdentity?.userName ?? seed.userIdentity?.sessionContext?.sessionIssuer?.userName;
  if (name && name.length > 3) text = text.replaceAll(JSON.stringify(name).slice(1, -1), `${name}-${Math.floor(random() * 300)}`);
  const bucket = seed.requestParameters?.bucketName;
  if (typeof bucket === 'string' && bucket.length > 3) text = text.replaceAll(bucket, `${bucket}-${Math.floor(random() * 500)}`);
  const record = JSON.parse(text);
  record.awsRegion = region;
  record.eventTime = time;
  record.eventID = uuid();
  if (/^\d+\.\d+\.\d+\.\d+$/.test(record.sourceIPAddress ?? '')) record.sourceIPAddress = pick(addresses);
  const chance = random();
  if (chance < 0.005)
    record.userIdentity = { type: 'Root', principalId: account, arn: `arn:aws:iam::${account}:root`, accountId: account, accessKeyId: '' };
  else if (chance < 0.008 && record.userIdentity?.accountId)
    record.userIdentity.accountId = pick(accounts.filter((other) => other !== account));
  else if (chance < 0.009 && record.userIdentity?.accountId) record.userIdentity.accountId = `0${account}`;
  return record;
}

const escape = (text) => text.replace(/[&<>=]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`);
let written = 0;
let bytes = 0;
let packed = 0;
let again = [];
for (let file = 0; written < options.events; file++) {
  const opened = start + Math.floor(file / 4) * minutesPerFile * 60_000;
  const account = accounts[file % accounts.length];
  const region = pick(regions);
  const count = Math.min(options.perFile, options.events - written);
  const records = again.splice(0, count).map((record) => JSON.stringify(record));
  while (records.length < count) {
    const late = random() < 0.005 ? random() * 15 * 60_000 : 0;
    const time = new Date(opened + random() * minutesPerFile * 60_000 - late).toISOString().replace(/\.\d+Z$/, 'Z');
    const record = move(pick(seeds), account, region, time);
    if (random() < 0.005) again.push(record);
    records.push(JSON.stringify(record));
  }
  const stamp = new Date(opened + minutesPerFile * 60_000);
  const [y, m, d] = [stamp.getUTCFullYear(), stamp.getUTCMonth() + 1, stamp.getUTCDate()].map((n) => String(n).padStart(2, '0'));
  const time = `${String(stamp.getUTCHours()).padStart(2, '0')}${String(stamp.getUTCMinutes()).padStart(2, '0')}Z`;
  const dir = join(out, 'AWSLogs', account, 'CloudTrail', region, String(y), m, d);
  mkdirSync(dir, { recursive: true });
  const text = `{"Records":[${escape(records.join(','))}]}`;
  const body = options.plain ? Buffer.from(text) : gzipSync(text, { level: 6 });
  writeFileSync(join(dir, `${account}_CloudTrail_${region}_${y}${m}${d}T${time}_${hex(16)}.json${options.plain ? '' : '.gz'}`), body);
  written += count;
  bytes += Buffer.byteLength(text);
  packed += body.length;
}
console.log(JSON.stringify({ events: written, kinds: seeds.length, bytes, packed, meanEventBytes: Math.round(bytes / written) }));
