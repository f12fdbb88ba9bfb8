/** What the files of {@code infra/docker} and {@code infra/kubernetes} promise, tested. */
package org.tonewheel.deployment;
