// A recording that can be given away: names, labels and addresses are replaced, each always by the same, so that it
// computes to the same policy under other names. What replaces them depends on a secret that is thrown away.
import { createHmac, randomBytes } from 'node:crypto';
import type { Entry } from '@manul/recording';

/** Words of the API, and those that Manul's behaviour depends on. */
const kept =
  /^(kns\.|ksa\.)?(projectcalico\.org|kubernetes\.io|k8s|eth0|default|all\(\)|has|in|not|global|cali[\w-]*)?$/;

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export class Anonymiser {
  readonly #secret: Buffer;
  readonly #words = new Map<string, string>();

  constructor(secret: Buffer = randomBytes(32)) {
    this.#secret = secret;
  }

  /** Of level inputs: objects keep what policy is computed from, with other names, and nothing else. */
  entry(entry: Entry): Entry {
    if (!entry.input)
      throw new TypeError('only recordings of inputs can be anonymised: record them again with --level inputs');
    const object = this.#object(JSON.parse(entry.input.object ?? '{}'));
    const { origin: _, ...rest } = entry;
    return { ...rest, input: { ...entry.input, object: JSON.stringify(object) } };
  }

  #object(object: { [key: string]: Json }): Json {
    const { apiVersion, kind, metadata, spec, status, ...rest } = object;
    const meta = metadata as { [key: string]: Json };
    const base = {
      apiVersion: apiVersion!,
      kind: kind!,
      metadata: {
        name: this.#name(meta['name']),
        ...(meta['namespace'] !== undefined && { namespace: this.#name(meta['namespace']) }),
        ...(meta['labels'] !== undefined && { labels: this.#labels(meta['labels']) }),
      },
    };
    // The rest of a Service or EndpointSlice stands beside the metadata.
    const more = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, this.#value(value, key)]));
    return {
      ...base,
      ...(spec !== undefined && { spec: this.#value(kind === 'Pod' ? podSpec(spec) : spec, 'spec') }),
      ...(status !== undefined && { status: this.#value(podStatus(status), 'status') }),
      ...more,
    } as Json;
  }

  #value(value: Json, key: string): Json {
    if (Array.isArray(value)) return value.map((item) => this.#value(item, key));
    if (value !== null && typeof value === 'object') {
      if (key === 'matchLabels' || key === 'labels') return this.#labels(value);
      if (key === 'matchExpressions') return this.#expression(value);
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.#value(item, name)]));
    }
    return typeof value === 'string' ? this.#text(value, key) : value;
  }

  #expression(value: { [key: string]: Json }): Json {
    const { key, values, ...rest } = value;
    return {
      ...rest,
      key: this.#labelKey(String(key)),
      ...(Array.isArray(values) && { values: values.map((each) => this.#word(String(each))) }),
    };
  }

  #labels(labels: Json): Json {
    return Object.fromEntries(
      Object.entries(labels as Record<string, string>).map(([key, value]) => [this.#labelKey(key), this.#name(value)]),
    );
  }

  #labelKey(key: string): string {
    if (key.includes('kubernetes.io/') || key.startsWith('projectcalico.org/')) return key;
    return this.#word(key);
  }

  /** Selectors in Calico's language: what stands in quotes, and label names. */
  #text(text: string, key: string): string {
    if (/selector/i.test(key)) {
      return text
        .replaceAll(/(["'])(.*?)\1/g, (_, quote: string, word: string) => `${quote}${this.#name(word)}${quote}`)
        .replaceAll(
          /\b(?!has\b|in\b|not\b|all\b|global\b|contains\b|starts\b|ends\b|with\b)[A-Za-z][\w./-]*(?=\s*(==|!=|in\b|not\b|contains\b|starts\b|ends\b|\)))/g,
          (word) => this.#labelKey(word),
        );
    }
    if (/^(action|protocol|type|types|policyTypes|operator|phase|defaultAction|stagedAction|ipVersion)$/i.test(key))
      return text;
    if (isAddress(text)) return this.#address(text);
    return /^\d+(:\d+)?$/.test(text) ? text : this.#name(text);
  }

  #name(name: Json | undefined): string {
    const text = String(name ?? '');
    // Of `tier.policy`, the tier has to be found again.
    return kept.test(text)
      ? text
      : text
          .split('.')
          .map((part) => (kept.test(part) ? part : this.#word(part)))
          .join('.');
  }

  #word(text: string): string {
    if (text === '') return text;
    const known = this.#words.get(text);
    if (known !== undefined) return known;
    const word = `x${createHmac('sha256', this.#secret).update(text).digest('hex').slice(0, 10)}`;
    this.#words.set(text, word);
    return word;
  }

  /** Prefixes are kept: who shares the first bits of an address still does, so that networks hold whom they held. */
  #address(text: string): string {
    const [address = '', length] = text.split('/');
    const mapped = address.includes(':') ? this.#ipv6(address, length) : this.#ipv4(address, length);
    return length === undefined ? mapped : `${mapped}/${length}`;
  }

  #ipv4(address: string, length: string | undefined): string {
    const bits = address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
    const mapped = this.#mapBits(bits, 32, length);
    return [24n, 16n, 8n, 0n].map((shift) => (mapped >> shift) & 255n).join('.');
  }

  #ipv6(address: string, length: string | undefined): string {
    const [head = '', tail = ''] = address.split('::');
    const groups = (half: string) => (half === '' ? [] : half.split(':'));
    const zeros = address.includes('::') ? 8 - groups(head).length - groups(tail).length : 0;
    const all = [...groups(head), ...Array.from({ length: zeros }, () => '0'), ...groups(tail)];
    const bits = all.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
    const mapped = this.#mapBits(bits, 128, length);
    return Array.from({ length: 8 }, (_, i) => ((mapped >> BigInt(112 - 16 * i)) & 0xffffn).toString(16)).join(':');
  }

  /** Each bit is flipped or not by what the bits before it are (Xu et al., prefix-preserving anonymisation). */
  #mapBits(bits: bigint, width: number, length: string | undefined): bigint {
    const prefix = length === undefined ? width : Number(length);
    let mapped = 0n;
    for (let i = 0; i < width; i++) {
      const shift = BigInt(width - 1 - i);
      const before = bits >> (shift + 1n);
      const flip = createHmac('sha256', this.#secret).update(`${width}/${i}/${before}`).digest()[0]! & 1;
      mapped = (mapped << 1n) | (((bits >> shift) & 1n) ^ BigInt(i < prefix ? flip : 0));
    }
    return mapped;
  }
}

/** What policy depends on: the rest (images, commands, secrets' names) is nobody's business. */
function podSpec(spec: Json): Json {
  const { nodeName, hostNetwork, serviceAccountName, containers } = spec as { [key: string]: Json };
  const ports = ((containers as { [key: string]: Json }[] | undefined) ?? []).map(({ name, ports: list }) => ({
    name: name ?? '',
    ...(list !== undefined && { ports: list }),
  }));
  return {
    ...(nodeName !== undefined && { nodeName }),
    ...(hostNetwork !== undefined && { hostNetwork }),
    ...(serviceAccountName !== undefined && { serviceAccountName }),
    containers: ports as Json,
  };
}

function podStatus(status: Json): Json {
  if (status === null || typeof status !== 'object' || Array.isArray(status)) return status;
  const wanted = ['phase', 'podIP', 'podIPs', 'addresses', 'hostIP'];
  return Object.fromEntries(Object.entries(status).filter(([key]) => wanted.includes(key)));
}

function isAddress(text: string): boolean {
  return (
    /^\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?$/.test(text) ||
    /^[0-9a-fA-F]*:[0-9a-fA-F]*:[0-9a-fA-F:]*(\/\d{1,3})?$/.test(text)
  );
}
