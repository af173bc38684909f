import { characters, type SearchEntry, type SearchName } from '../../../shared/pack/search'

type Reader = (name: string) => readonly string[]

/** Syllables learnt from the names of the pack: enough until the dictionary is here, and if it never comes. */
const learnt = new Map<string, string>()
let dictionary: Reader | null = null
let loading: Promise<void> | null = null

export function learn(entries: readonly SearchEntry[]): void {
  for (const entry of entries) {
    for (const name of [entry, ...entry.aliases]) {
      const syllables = name.pinyin.split(' ')
      characters(name.name).forEach((character, index) => {
        const syllable = syllables[index]
        if (syllable !== undefined && !learnt.has(character)) learnt.set(character, syllable)
      })
    }
  }
}

/** Fetches the dictionary, after the first paint or when it is wanted. Names of the pack come with their reading; this is for the rest. */
export function loadDictionary(): Promise<void> {
  loading ??= import('pinyin-pro').then(
    ({ pinyin }) => {
      dictionary = (name) => pinyin(name, { toneType: 'none', type: 'array', nonZh: 'spaced', v: true })
    },
    () => {
      // Without it incidents are found by characters and by what was learnt.
      loading = null
    },
  )
  return loading
}

/** The reading of a name, one unit for each of its `characters`. */
export function readingOf(name: string): SearchName {
  const letters = characters(name)
  const read = dictionary?.(letters.join(''))
  const syllables = letters.map((letter, index) => (/\p{Script=Han}/u.test(letter) ? (read?.[index] ?? learnt.get(letter) ?? letter) : letter))
  return { name, pinyin: syllables.join(' '), initials: syllables.map((syllable) => syllable.slice(0, 1)).join('') }
}
