import { asProblem } from '../api/problem';
import { startPrinting } from '../exchange/exports';
import { showFailed } from '../ui/undo';

/** Forms of many people as one file; how far it is stands in the corner of every page. */
export async function printForms(ids: number[], format: 'pdf' | 'zip') {
  try {
    await startPrinting('registry', 'consent-forms', ids, format);
  } catch (error) {
    showFailed(asProblem(error).message);
  }
}
