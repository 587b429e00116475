import { parseMultipart } from '@remix-run/multipart-parser';

/** Fields in the order in which they came: a text, or a file. */
export type FormEntries = { entries(): Iterable<[string, string | File]> };

/**
 * A form with files (RFC 7578), taken apart where it lies: nothing is copied. Names are read as browsers write them, with the quote and the ends of
 * lines as `%22`, `%0D` and `%0A` (https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data).
 *
 * @param most bytes of all together; the parser's own limits are lower than what a door may take
 * @throws when it is no such form
 */
export async function multipartForm(bytes: Uint8Array<ArrayBuffer>, contentType: string, most: number): Promise<FormEntries> {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
  if (!boundary) throw new SyntaxError('no boundary');
  const found: [string, string | File][] = [];
  for (const { headers, content } of parseMultipart(bytes, {
    boundary: (boundary[1] ?? boundary[2])!,
    maxFileSize: most,
    maxTotalSize: most,
    maxParts: 10_000,
  })) {
    const disposition = headers['content-disposition'] ?? '';
    // The parser cuts a head at U+2028 and U+2029, which a name may hold; the platform does not.
    if ((disposition.match(/"/g)?.length ?? 0) % 2 === 1) return new Response(bytes, { headers: { 'content-type': contentType } }).formData();
    const name = parameter(disposition, 'name');
    if (name === null) throw new SyntaxError('a part without a name');
    const fileName = parameter(disposition, 'filename');
    // Read from one piece, a part is one piece.
    const own = (content[0] ?? new Uint8Array()) as Uint8Array<ArrayBuffer>;
    found.push([name, fileName === null ? text.decode(own) : new WholeFile(own, fileName, headers['content-type'] ?? 'application/octet-stream')]);
  }
  return { entries: () => found };
}

const text = new TextDecoder('utf-8', { ignoreBOM: true });

const asTyped: Readonly<Record<string, string>> = { '%22': '"', '%0D': '\r', '%0A': '\n' };

function parameter(disposition: string, name: string): string | null {
  const given = new RegExp(`;\\s*${name}="([^"]*)"`, 'i').exec(disposition)?.[1];
  return given === undefined ? null : given.replace(/%(?:22|0D|0A)/gi, (code) => asTyped[code.toUpperCase()]!);
}

/**
 * When a form is answered its files have been stored or refused. Their memory is given back then, not when the engine next looks for garbage: in a
 * rush of files it would do little else.
 */
export function letGo(form: { readonly [name: string]: unknown }): void {
  for (const value of Object.values(form).flat()) if (value instanceof WholeFile) value.letGo();
}

/** A file whose bytes are all here already; a `File` of the platform would copy them on its way in and again on its way out. */
class WholeFile extends File {
  private readonly own: Uint8Array<ArrayBuffer>;

  constructor(own: Uint8Array<ArrayBuffer>, name: string, type: string) {
    super([], name, { type });
    this.own = own;
  }

  /** Its memory is given back, as that of all files of the same form: whoever asks for its bytes from now on is refused. */
  letGo(): void {
    if (!this.own.buffer.detached) this.own.buffer.transfer(0);
    Object.defineProperty(this, 'own', {
      get() {
        throw new Error('the request of this file is answered');
      },
    });
  }

  override get size(): number {
    return this.own.byteLength;
  }

  override async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return this.own;
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    return this.own.slice().buffer;
  }

  override async text(): Promise<string> {
    return new TextDecoder().decode(this.own);
  }

  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return new Blob([this.own]).stream();
  }

  override slice(...part: Parameters<Blob['slice']>): Blob {
    return new Blob([this.own]).slice(...part);
  }
}
