// Tells electron-builder that there is nothing to install, rebuild or collect: what ships has been laid out already.
export default function beforeBuild() {
  return false
}
