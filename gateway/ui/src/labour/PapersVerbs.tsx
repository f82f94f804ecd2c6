import { useState } from 'react';
import { AddendumDialog, ConsentDialog, ExemptionDialog, NoticeDialog, OfferDialog, RefusalDialog } from './LabourDialogs';
import type { LabourPapers } from './types';

export type Verb = LabourPapers['actions'][number];

export const verbWords: Record<Verb, string> = {
  consent: 'Записать согласие',
  addendum: 'Записать соглашение',
  notice: 'Прекратить досрочно',
  edit: 'Изменить условия',
  refusal: 'Записать отказ',
  exemption: 'Входит в обязанности',
};

export const verbs = Object.keys(verbWords) as Verb[];

/** Which dialog is open about which papers. */
export function useVerbs() {
  const [open, setOpen] = useState<{ verb: Verb; papers: LabourPapers }>();
  const close = () => setOpen(undefined);
  const actions = verbs.map((verb) => ({
    label: verbWords[verb],
    when: (papers: LabourPapers) => papers.actions.includes(verb),
    run: (papers: LabourPapers) => setOpen({ verb, papers }),
  }));
  const dialog = open && (() => {
    const props = { papers: open.papers, onClose: close };
    switch (open.verb) {
      case 'consent': return <ConsentDialog {...props} />;
      case 'addendum': return <AddendumDialog {...props} />;
      case 'refusal': return <RefusalDialog {...props} />;
      case 'exemption': return <ExemptionDialog {...props} />;
      case 'notice': return <NoticeDialog {...props} />;
      default: return <OfferDialog {...props} />;
    }
  })();
  return { actions, dialog };
}
