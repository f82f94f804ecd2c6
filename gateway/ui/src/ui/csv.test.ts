import { expect, it } from 'vitest';
import { csvText } from './csv';

it('writes what a Russian Excel opens by itself and never a formula', () => {
  expect(csvText(['Имя', 'Доля'], [['Ветрова; «А"', 60.6], ['=1+1', null]])).toBe('\uFEFFИмя;Доля\r\n"Ветрова; «А""";60,6\r\n\'=1+1;\r\n');
});
