/**
 * The compiler writes PDF/A-2a or PDF/UA-1, never both in one file. What is checked against both differs only in what it says of itself: this
 * adds to a PDF/A-2a file that it is PDF/UA-1 too (ISO 14289-1, 5 and 7.1), declared as PDF/A wants it, and moves what comes after.
 */
export function alsoUniversal(pdf: Buffer): Buffer {
  let text = pdf.toString('latin1');
  const insert = (after: RegExp, added: string) => {
    const found = after.exec(text);
    if (!found) throw new Error(`the PDF has no ${after.source}`);
    const at = found.index + found[0].length;
    text = moved(text.slice(0, at) + added + text.slice(at), at, added.length);
  };
  insert(/\/ViewerPreferences <<\n/, '    /DisplayDocTitle true\n');
  const length = /\/Length (\d+)(?=\n\s*\/Type \/Metadata)/.exec(text);
  if (!length) throw new Error('the PDF has no metadata');
  const grown = String(Number(length[1]) + namespace.length + claim.length + schema.length);
  if (grown.length !== length[1]!.length) throw new Error('the metadata grew by a digit');
  text = text.slice(0, length.index) + `/Length ${grown}` + text.slice(length.index + length[0].length);
  insert(/<rdf:Description rdf:about=""/, namespace);
  insert(/<pdfaExtension:schemas><rdf:Bag>/, schema);
  insert(/<pdfaid:conformance>A<\/pdfaid:conformance>/, claim);
  return Buffer.from(text, 'latin1');
}

/** Every place in the table of objects that lies behind what was inserted. */
function moved(text: string, at: number, by: number): string {
  const start = /startxref\n(\d+)\n%%EOF\s*$/.exec(text);
  if (!start) throw new Error('the PDF has no table of objects');
  const table = Number(start[1]) + by;
  const end = text.indexOf('trailer', table);
  const places = text.slice(table, end).replace(/^(\d{10}) (\d{5}) n/gm, (_, place: string, generation: string) => {
    const offset = Number(place);
    return `${String(offset >= at ? offset + by : offset).padStart(10, '0')} ${generation} n`;
  });
  return `${text.slice(0, table)}${places}${text.slice(end, start.index)}startxref\n${table}\n%%EOF`;
}

const namespace = ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"';
const claim = '<pdfuaid:part>1</pdfuaid:part>';
const schema =
  '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>';
