export function writeFeed(settings: { readonly name: string; readonly file: string; readonly version: string; readonly now: Date }): string
