// Small PDFs, made here: a page of words with another program's highlights, and a scan.

/** A page of one line, 300 by 200 points, with two yellow highlights by Ada on its words. */
export function highlightedPdf(): Buffer {
  const text = 'BT /F1 12 Tf 20 150 Td (The keeper of a tame heron need not fence it.) Tj ET';
  const mark = (left: number, right: number, name: string, comment: string) =>
    `<</Type/Annot/Subtype/Highlight/Rect[${left} 146 ${right} 162]/C[1 1 0]/T(Ada)/NM(${name})` +
    `/QuadPoints[${left} 162 ${right} 162 ${left} 146 ${right} 146]/Contents(${comment})>>`;
  return pdf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Annots[6 0 R 7 0 R]' +
      '/Resources<</Font<</F1 5 0 R>>>>>>',
    stream('', text),
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    mark(112, 178, 'first', 'A bird.'),
    mark(208, 262, 'second', ''),
  ]);
}

/** Pages of nothing but a grey picture. */
export function scannedPdf(pages: number): Buffer {
  const numbers = [...Array(pages).keys()].map((at) => `${String(at + 3)} 0 R`);
  const last = String(pages + 3);
  const image = String(pages + 4);
  return pdf([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${numbers.join(' ')}]/Count ${String(pages)}>>`,
    ...numbers.map(
      () =>
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Contents ${last} 0 R` +
        `/Resources<</XObject<</I ${image} 0 R>>>>>>`,
    ),
    stream('', '300 0 0 400 0 0 cm /I Do'),
    stream(
      '/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray',
      'x',
    ),
  ]);
}

const stream = (told: string, content: string): string =>
  `<<${told}/Length ${String(content.length)}>>stream\n${content}\nendstream`;

/** Put numbered objects together, with the table of where each stands. */
function pdf(objects: readonly string[]): Buffer {
  let file = '%PDF-1.7\n';
  const places = objects.map((object, at) => {
    const place = file.length;
    file += `${String(at + 1)} 0 obj${object}endobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const size = String(objects.length + 1);
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`;
  const start = String(file.length);
  return Buffer.from(
    `${file}${table}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`,
    'latin1',
  );
}
