// Loaded before libc (LD_PRELOAD): remembers of each file what was synced and nothing else.
//
//   WATCH_FOLDER   files in it are watched
//   SHADOW_FOLDER  a file's content at its last sync is kept there under the same name
//   FAIL_SYNC      the number of the one sync that fails (EIO); later ones succeed, as they do on a real system
//                  whose dirty pages were dropped by the failure
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_LENGTH 4096

static int syncs = 0;

static const char *name_in_folder(const char *path) {
  const char *folder = getenv("WATCH_FOLDER");
  size_t length = folder ? strlen(folder) : 0;
  if (length == 0 || strncmp(path, folder, length) != 0 || path[length] != '/') return NULL;
  return path + length + 1;
}

// Copies beside the shadow first: a kill in between leaves the content of the sync before.
static int remember(const char *path, const char *name) {
  const char *shadow = getenv("SHADOW_FOLDER");
  char unfinished[PATH_LENGTH], finished[PATH_LENGTH], block[65536];
  snprintf(unfinished, sizeof unfinished, "%s/%s.unfinished", shadow, name);
  snprintf(finished, sizeof finished, "%s/%s", shadow, name);
  int from = open(path, O_RDONLY);
  int to = open(unfinished, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ssize_t count = 0;
  while (from >= 0 && to >= 0 && (count = read(from, block, sizeof block)) > 0)
    if (write(to, block, (size_t)count) != count) count = -1;
  int failed = from < 0 || to < 0 || count < 0;
  // `from` is a handle of its own on a file that is locked by the process: closing it would drop the lock, which does
  // not matter to a process that is alone and about to be killed.
  if (from >= 0) close(from);
  if (to >= 0) close(to);
  return failed || rename(unfinished, finished) != 0 ? -1 : 0;
}

static int sync_file(int fd) {
  char link[64], path[PATH_LENGTH];
  struct stat info;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return -1;
  path[length] = 0;
  const char *name = name_in_folder(path);
  if (!name || fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) return 0;
  const char *fail = getenv("FAIL_SYNC");
  syncs += 1;
  if (fail && syncs == atoi(fail)) {
    errno = EIO;
    return -1;
  }
  return remember(path, name);
}

int fsync(int fd) { return sync_file(fd); }
int fdatasync(int fd) { return sync_file(fd); }

int unlink(const char *path) {
  int (*real)(const char *) = (int (*)(const char *))dlsym(RTLD_NEXT, "unlink");
  const char *name = name_in_folder(path);
  if (name) {
    char shadow[PATH_LENGTH];
    snprintf(shadow, sizeof shadow, "%s/%s", getenv("SHADOW_FOLDER"), name);
    real(shadow);
  }
  return real(path);
}
