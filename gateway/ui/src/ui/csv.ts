/** A file that Excel with Russian settings opens by double click: semicolons, a byte-order mark, no formulas. */
export function csvText(header: string[], rows: (string | number | null | undefined)[][]): string {
  const cell = (value: string | number | null | undefined) => {
    if (typeof value === 'number') return String(value).replace('.', ',');
    const text = value ?? '';
    // A cell that begins like a formula would run in the reader's Excel.
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\uFEFF${[header, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
}

export function saveCsv(name: string, header: string[], rows: (string | number | null | undefined)[][]) {
  const url = URL.createObjectURL(new Blob([csvText(header, rows)], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(url);
}
