/** A file of `resources` as text, put into the bundle when the hub is built. */
declare module '*.geojson?raw' {
  const text: string
  export default text
}
