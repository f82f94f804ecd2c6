import { Kbd, Modal, Table } from '@mantine/core';

const keys: [string[], string][] = [
  [['/'], 'Перейти к поиску на странице'],
  [['Ctrl', 'K'], 'Найти раздел, действие или человека'],
  [['?'], 'Эта подсказка'],
  [['Tab'], 'Следующее поле, кнопка или ссылка'],
  [['↑', '↓'], 'По дереву, списку или строкам выбора'],
  [['→', '←'], 'Раскрыть или свернуть ветвь дерева'],
  [['Enter'], 'Открыть или выполнить'],
  [['Esc'], 'Закрыть окно без сохранения'],
];

export function KeyboardHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Сочетания клавиш" closeButtonProps={{ 'aria-label': 'Закрыть' }}>
      <Table withRowBorders={false} verticalSpacing={6}>
        <Table.Tbody>
          {keys.map(([combination, meaning]) => (
            <Table.Tr key={meaning}>
              <Table.Td w={110}>{combination.map((k) => <Kbd key={k} mr={4}>{k}</Kbd>)}</Table.Td>
              <Table.Td>{meaning}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
