"""`netcrm completion`: what a shell has to be told, once, to ask netcrm what may come next on its line."""

import sys
from argparse import ArgumentParser, Namespace

from netcrm.cli.output import say_json
from netcrm.core.i18n import _

BASH = r"""# netcrm: put `eval "$(netcrm completion bash)"` into ~/.bashrc
_netcrm() {
    local found code word
    COMPREPLY=()
    found=$(command netcrm --complete bash "${COMP_WORDS[@]:0:COMP_CWORD+1}" 2>/dev/null)
    code=$?
    if ((code == 9)); then
        compopt -o default -o bashdefault
        return
    fi
    while IFS= read -r word; do
        [[ -n $word ]] && COMPREPLY+=("$word")
    done <<<"$found"
    if ((${#COMPREPLY[@]} == 1)) && [[ ${COMPREPLY[0]} == *= ]]; then
        compopt -o nospace
    fi
}
complete -F _netcrm netcrm
"""

ZSH = r"""#compdef netcrm
# netcrm: put `eval "$(netcrm completion zsh)"` into ~/.zshrc, after compinit
_netcrm() {
    local found code line
    local -a names shown
    found=$(command netcrm --complete zsh "${(@)words[1,CURRENT]}" 2>/dev/null)
    code=$?
    if ((code == 9)); then
        _files
        return
    fi
    for line in "${(@f)found}"; do
        [[ -n $line ]] || continue
        names+=("${line%%$'\t'*}")
        shown+=("${line%%$'\t'*}${${line#*$'\t'}:+  ${line#*$'\t'}}")
    done
    ((${#names})) && compadd -U -l -d shown -a names
}
compdef _netcrm netcrm
"""

FISH = r"""# netcrm: put `netcrm completion fish | source` into ~/.config/fish/config.fish
function __netcrm_complete
    set -l now (commandline -ct)
    command netcrm --complete fish (commandline -opc) "$now" 2>/dev/null
end
complete -c netcrm -f -a '(__netcrm_complete)'
complete -c netcrm -n '__fish_seen_subcommand_from import export restore' -F
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


def completion_arguments(parser: ArgumentParser) -> None:
    """Add what `netcrm completion` takes."""
    parser.add_argument("shell", choices=[*SCRIPTS], metavar="SHELL", help=_("bash, zsh or fish"))


def completion(arguments: Namespace) -> int:
    """Print the script for a shell."""
    script = SCRIPTS[arguments.shell]
    if arguments.json:
        say_json({"shell": arguments.shell, "script": script})
    else:
        sys.stdout.write(script)
    return 0
