/*
 * A disk that is cut off from power. Loaded into the host with LD_PRELOAD: whenever the host waits for a file of its data folder to be
 * on the disk (fsync, fdatasync), that file is copied to the shadow folder, and only then does the host go on. The shadow thus
 * holds what a power cut leaves in the worst case: everything that was waited for, and nothing that was only written. As on file
 * systems with a journal, a file that was removed before is gone after the next wait.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void copy_synced(int fd) {
  const char *data = getenv("PORCHLIGHT_TEST_DATA"), *shadow = getenv("PORCHLIGHT_TEST_SHADOW");
  char link[64], from[PATH_MAX], to[PATH_MAX * 2], fresh[PATH_MAX * 2 + 8];
  static char buffer[1 << 16];
  static __thread char *own;
  struct stat found;
  ssize_t length, n;
  if (!data || !shadow) return;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink(link, from, sizeof from - 1);
  if (length <= 0) return;
  from[length] = 0;
  size_t prefix = strlen(data);
  /* The database and its log lie in the folder itself. */
  if (strncmp(from, data, prefix) != 0 || from[prefix] != '/' || strchr(from + prefix + 1, '/')) return;
  if (fstat(fd, &found) != 0 || !S_ISREG(found.st_mode)) return;
  snprintf(to, sizeof to, "%s%s", shadow, from + prefix);
  snprintf(fresh, sizeof fresh, "%s.new", to);
  if (!own && !(own = malloc(sizeof buffer))) abort();
  int in = open(from, O_RDONLY), out = open(fresh, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  /* Closing a descriptor of a file drops this process's locks on it, so `in` stays open until the process ends. */
  if (in < 0 || out < 0) abort();
  while ((n = read(in, own, sizeof buffer)) > 0)
    if (write(out, own, n) != n) abort();
  close(out);
  if (rename(fresh, to) != 0) abort();
  snprintf(fresh, sizeof fresh, "%s/porchlight.db-journal", data);
  snprintf(to, sizeof to, "%s/porchlight.db-journal", shadow);
  if (access(fresh, F_OK) != 0) unlink(to);
}

int fsync(int fd) {
  int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
  int result = real(fd);
  if (result == 0) copy_synced(fd);
  return result;
}

int fdatasync(int fd) {
  int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
  int result = real(fd);
  if (result == 0) copy_synced(fd);
  return result;
}
