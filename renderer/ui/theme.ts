import {
  Checkbox,
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'

/** Mantine's greys of the dark scheme from the tokens: 0 text, 2 dimmed, 4 lines, 6 inputs, 7 page. */
const dark: MantineColorsTuple = [
  '#e8f0f8',
  '#c6d3e1',
  '#a3b6ca',
  '#7f96ad',
  '#24384f',
  '#1c2f45',
  '#15263a',
  '#0d1824',
  '#0a141f',
  '#07111c',
]
const act: MantineColorsTuple = [
  '#e3f5ff',
  '#c9ebff',
  '#9fdcff',
  '#74cfff',
  '#4cc2ff',
  '#26a8ec',
  '#0d86c9',
  '#0066b3',
  '#005494',
  '#003f70',
]
const ok: MantineColorsTuple = [
  '#e3fbf3',
  '#c4f5e4',
  '#96ebcf',
  '#62ddb7',
  '#35d0a0',
  '#1fb88a',
  '#129470',
  '#0a7350',
  '#085c40',
  '#064430',
]
const severityRed: MantineColorsTuple = [
  '#ffecec',
  '#ffd2d2',
  '#ffabab',
  '#ff8a8a',
  '#ff5252',
  '#f03c3c',
  '#d42020',
  '#b01616',
  '#8c1010',
  '#6a0b0b',
]

/**
 * Filled parts are bright on dark and dark on light: what is written on them follows (the library looks at the light
 * scheme only).
 */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colours = defaultVariantColorsResolver(input)
  return input.variant === 'filled' ? { ...colours, color: 'var(--on-act)' } : colours
}

/**
 * The library's own words in our colours: red is severity, so an error in a form is said in `--bad`, which is readable
 * on both.
 */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-dimmed': 'var(--text-2)',
    '--mantine-color-placeholder': 'var(--text-3)',
  }
  return { variables: {}, dark: shared, light: shared }
}

/**
 * Parts of the library in the product's colours; styles are static CSS, so the content security policy stays strict.
 */
export const theme = createTheme({
  fontFamily: 'var(--face)',
  fontFamilyMonospace: 'var(--face)',
  headings: { fontFamily: 'var(--face)', fontWeight: '700' },
  colors: { dark, act, ok, red: severityRed },
  primaryColor: 'act',
  primaryShade: { dark: 4, light: 7 },
  variantColorResolver,
  components: { Checkbox: Checkbox.extend({ defaultProps: { iconColor: 'var(--on-act)' } }) },
  black: '#0f1c29',
  white: '#ffffff',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
})
