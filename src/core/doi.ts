/** A DOI in one spelling: without address or `doi:`, in lower case (the handbook's 2.4: case does not tell two apart). */
export const bareDoi = (written: string): string =>
  decoded(written.trim())
    .toLowerCase()
    .replace(/^(?:https?:\/\/)?(?:(?:dx\.|www\.)?doi\.org\/)?(?:doi:\s*)?/, '')
    .replace(/[\s/.,;]+$/, '');

/** An address may have its slashes and brackets as %2F and %28. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The DOIs in a text, as written. What closes a sentence or a bracket that opened before it is no part of one. */
export const doisIn = (text: string): string[] =>
  [...text.matchAll(/10\.\d{4,9}(?:\/|%2F)[^\s"<>{}]+/gi)].map(([found]) => {
    let doi = found.replace(/[.,;:\]]+$/, '');
    while (doi.endsWith(')') && doi.split(')').length > doi.split('(').length) doi = doi.slice(0, -1).replace(/[.,;:]+$/, '');
    return doi;
  });
