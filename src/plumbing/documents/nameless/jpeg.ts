/** A photograph without what it says of its author, place and device: every segment of such kinds is left out, colours stay. Null where it is no JPEG. */
export function namelessJpeg(bytes: Buffer): Buffer | null {
  if (bytes.readUInt16BE(0) !== 0xffd8) return null;
  const kept = [bytes.subarray(0, 2)];
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) at++;
    else if (marker === 0xda) return Buffer.concat([...kept, bytes.subarray(at, endOf(bytes, at))]);
    else {
      const end = at + 2 + bytes.readUInt16BE(at + 2);
      // Of the application segments only the density, the colour profile and Adobe's colour transform are of the picture; 0xfe is a comment.
      const told = (marker >= 0xe0 && marker <= 0xef && ![0xe0, 0xe2, 0xee].includes(marker)) || marker === 0xfe;
      if (!told) kept.push(bytes.subarray(at, end));
      at = end;
    }
  }
  return null;
}

/** What stands behind the end of the picture is not of it. */
function endOf(bytes: Buffer, from: number): number {
  const end = bytes.lastIndexOf(Buffer.from([0xff, 0xd9]));
  return end > from ? end + 2 : bytes.length;
}
