import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const ink: MantineColorsTuple = [
  '#eef3fb', '#dbe5f6', '#b9cdee', '#92b1e5', '#7299de', '#5480d0', '#3d6bc0', '#2a57a8', '#21468a', '#19366b',
];
const gray: MantineColorsTuple = [
  '#f6f7f9', '#eef0f3', '#e3e6eb', '#d2d7de', '#bac1cb', '#959eab', '#616b79', '#4a5462', '#333b46', '#1b2129',
];
const dark: MantineColorsTuple = [
  '#d7dce3', '#b7bfca', '#9aa4b2', '#6e7987', '#343c47', '#272e38', '#1e242c', '#161a20', '#11151a', '#0c0f13',
];

export const theme = createTheme({
  colors: { ink, gray, dark },
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 6 },
  black: '#1b2129',
  fontFamily: "'Golos Text Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  defaultRadius: 6,
  radius: { sm: '4px', md: '6px', lg: '8px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.4' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    InputWrapper: { styles: { error: { fontSize: '0.875rem' }, description: { fontSize: '0.8125rem' } } },
    Modal: { styles: { title: { fontWeight: 600, fontSize: '1.0625rem' } }, defaultProps: { centered: true, transitionProps: { duration: 120 }, overlayProps: { backgroundOpacity: 0.4 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 120 } } },
    Tooltip: { defaultProps: { transitionProps: { duration: 100 }, events: { hover: true, focus: true, touch: true }, multiline: true, maw: 320 } },
    Select: { defaultProps: { checkIconPosition: 'right', comboboxProps: { shadow: 'md' } } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 100 } } },
    Tabs: { styles: { list: { flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' }, tab: { flex: 'none' } } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, shadow: 'md', transitionProps: { duration: 100 } } },
  },
});

/** Colours with a meaning; components take these names and never a raw shade. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5c6674',
    '--mantine-color-placeholder': '#6d7785',
    '--mantine-color-error': '#b3261e',
    '--line': '#e3e6eb',
    '--line-strong': '#c6ccd5',
    '--surface': '#ffffff',
    '--surface-sunken': '#f6f7f9',
    '--surface-hover': '#f1f4f8',
    '--selected': '#e6eefa',
    '--accent-text': '#21468a',
    '--good': '#17663a', '--good-soft': '#e4f4ea',
    '--warn': '#7f4d00', '--warn-soft': '#fdf1d8',
    '--bad': '#a3241c', '--bad-soft': '#fce9e7',
    '--calm': '#21468a', '--calm-soft': '#e6eefa',
    '--plain': '#4a5462', '--plain-soft': '#eef0f3',
  },
  dark: {
    '--mantine-color-dimmed': '#9aa4b2',
    '--mantine-color-placeholder': '#828d9b',
    '--mantine-color-error': '#ff938a',
    '--mantine-color-anchor': '#92b1e5',
    '--line': '#272e38',
    '--line-strong': '#3c4551',
    '--surface': '#161a20',
    '--surface-sunken': '#11151a',
    '--surface-hover': '#1e242c',
    '--selected': '#1d2b44',
    '--accent-text': '#a9c3ee',
    '--good': '#7fd3a0', '--good-soft': '#15301f',
    '--warn': '#f2c46d', '--warn-soft': '#35280f',
    '--bad': '#ff9d94', '--bad-soft': '#3b1a18',
    '--calm': '#a9c3ee', '--calm-soft': '#1b2740',
    '--plain': '#b7bfca', '--plain-soft': '#232a33',
  },
});
