export default function checksums(built: { readonly outDir: string; readonly artifactPaths: readonly string[] }): Promise<string[]>
