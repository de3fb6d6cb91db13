#!/bin/sh
# Times whole commands on a log; the figures of RESULTS.md come from here.
#   benchmarks/run.sh mine LOG          what `mine` takes, three times
#   benchmarks/run.sh log [CASES]       a generated log (690000 cases: 10 million events): mine from CSV and saved, filters, DuckDB, pm4py
#   benchmarks/run.sh large [EVENTS]    builds, saves, opens and mines a log of 100 million events, on -Xmx8g
#   benchmarks/run.sh waits [INSTANCES]  why work waited, of a generated log of 10 million activity instances
#   benchmarks/run.sh stream LOG [FILE] what `run` and `verify` take, with the definition FILE
#   benchmarks/run.sh generate CASES    writes target/benchmark/generated.csv and its definition
#   benchmarks/run.sh jmh [PATTERN]     the JMH benchmarks
#   benchmarks/run.sh throughput [OPTION...]  the job beside the barest job and a plain loop; --help
#   benchmarks/run.sh faults [--runs N] [--seed N] [--minutes N]  disturbed runs: 19 of 20 in process, the others by killing processes of
#                                       all kinds (of 50: 5 clusters, 15 brokers, 15 live, 15 run)
#   benchmarks/run.sh fuzz [--minutes N] [--only TARGET]  each reader of input against inputs that Jazzer makes up, N minutes each
#   benchmarks/run.sh state [OPTION...]    what open cases take, on -Xmx2g; --help
#   benchmarks/run.sh truth                what is found of planted troubles; minutes
#   benchmarks/run.sh latency [OPTION...]  from an event to the API's answer; --help
#   benchmarks/run.sh api [OPTION...]      reads and listeners to the live stream, in a process of its own; --help
#   benchmarks/run.sh sql [CASES]          what the SQL gateway adds to a query, over 94 queries
#   benchmarks/run.sh store [OPTION...]    the store alone, fed with recorded results; --help
set -eu
home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
out="$home/target/benchmark"
mkdir -p "$out"

seconds() { # runs a command, prints wall seconds and CPU seconds
    start=$(date +%s.%N)
    ( "$@" ) >"$out/last.txt" 2>&1 || { tail -n 20 "$out/last.txt"; exit 1; }
    end=$(date +%s.%N)
    times | tail -n 1 | tr '\n' ' '
    echo "$start $end" | awk '{printf "wall %.1f s\n", $2 - $1}'
}

build() {
    (cd "$home" && mvn -B -q -ntp -Dskip.web -DskipTests -pl benchmarks -am package)
}

program() { # runs a program of the package io.sojourn.benchmark.stream
    class=$1; shift
    java ${SOJOURN_JAVA_OPTIONS:--Xmx4g -XX:+UseParallelGC} --enable-native-access=ALL-UNNAMED \
        -XX:+IgnoreUnrecognizedVMOptions \
        -cp "$home/benchmarks/target/classes:$(cat "$home/benchmarks/target/classpath.txt")" \
        "io.sojourn.benchmark.stream.$class" --folder "$out/$class" "$@"
}

client() { # runs a program of the package io.sojourn.benchmark.api
    class=$1; shift
    java $SOJOURN_JAVA_OPTIONS \
        -cp "$home/benchmarks/target/classes:$(cat "$home/benchmarks/target/classpath.txt")" \
        "io.sojourn.benchmark.api.$class" --folder "$out/$class" "$@"
}

mining() { # runs a program of the package io.sojourn.benchmark.mining
    class=$1; shift
    java ${SOJOURN_JAVA_OPTIONS:--Xmx8g -XX:+UseParallelGC} --enable-native-access=ALL-UNNAMED \
        -XX:+IgnoreUnrecognizedVMOptions \
        -cp "$home/benchmarks/target/classes:$(cat "$home/benchmarks/target/classpath.txt")" \
        "io.sojourn.benchmark.mining.$class" "$@"
}

log() { # one generated log, every way
    csv="$out/log-$1.csv"; saved="$out/log-$1.slog"
    [ -f "$csv" ] || "$home/sojourn" generate --cases "$1" --seed 3 --out "$csv"
    uptime
    echo "mine, from CSV"; for i in 1 2 3; do seconds "$home/sojourn" mine "$csv" --json; done
    [ -f "$saved" ] || "$home/sojourn" mine "$csv" --save "$saved" --top 1 >/dev/null
    echo "mine, saved"; for i in 1 2 3; do seconds "$home/sojourn" mine "$saved" --json; done
    mining LogSpeed "$saved"
    mining DuckDbTwin "$csv"
    if python3 -c 'import pm4py' 2>/dev/null; then
        echo "pm4py, from CSV"; seconds python3 "$home/benchmarks/pm4py_mine.py" "$csv"; cat "$out/last.txt"
    else
        echo "pm4py is not installed here: left out."
    fi
    uptime
}

faults() { # disturbed runs; fails when one of them is not as the undisturbed one
    runs=1000; seed=1; minutes=180
    while [ $# -gt 0 ]; do
        case "$1" in
            --runs) runs=$2 ;; --seed) seed=$2 ;; --minutes) minutes=$2 ;;
            *) echo "unknown option $1" >&2; exit 2 ;;
        esac
        shift 2
    done
    processes=$(( (runs + 19) / 20 )); failed=0
    began=$(date +%s)
    (cd "$home/streaming-jobs" && java -Xmx1g -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
        -XX:+IgnoreUnrecognizedVMOptions -cp "target/test-classes:target/classes:$(cat target/test-classpath.txt)" \
        io.sojourn.stream.OperatorFaults --runs $((runs - processes)) --seed "$seed" --minutes "$minutes") || failed=1
    minutes=$(( minutes - ($(date +%s) - began) / 60 ))
    (cd "$home/cli" && java -Xmx1g -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
        -XX:+IgnoreUnrecognizedVMOptions -cp "target/test-classes:target/classes:$(cat target/test-classpath.txt)" \
        io.sojourn.cli.e2e.harness.ProcessFaults --runs "$processes" --seed "$seed" --minutes "$minutes" \
        --folder "$out/faults") || failed=1
    exit $failed
}

fuzz() { # every fuzz target for some minutes; fails when one of them finds something
    minutes=3; only=
    while [ $# -gt 0 ]; do
        case "$1" in
            --minutes) minutes=$2 ;; --only) only=$2 ;;
            *) echo "unknown option $1" >&2; exit 2 ;;
        esac
        shift 2
    done
    failed=0
    for target in format.LogFuzzTest/csv format.LogFuzzTest/xes format.LogFuzzTest/jsonLines format.LogFuzzTest/gzip \
        format.LogFuzzTest/savedLog format.LogFuzzTest/parquet format.EventJsonFuzzTest/event format.TimeFuzzTest/time \
        filter.FilterFuzzTest/text filter.FilterFuzzTest/json log.SavedDirectoryFuzzTest/directory; do
        [ -z "$only" ] || [ "$only" = "${target#*/}" ] || continue
        found="$out/fuzz/$target"
        mkdir -p "$found/corpus"
        echo "$target, $minutes min"
        (cd "$found" && java -Xmx256m -XX:+UseSerialGC \
            -cp "$home/process-mining/target/test-classes:$home/process-mining/target/classes:$(cat "$home/process-mining/target/test-classpath.txt")" \
            com.code_intelligence.jazzer.Jazzer --target_class="io.sojourn.mining.${target%/*}" \
            --target_method="${target#*/}" --instrumentation_includes='io.sojourn.**' -max_total_time=$((minutes * 60)) \
            --disabled_hooks=com.code_intelligence.jazzer.sanitizers.SqlInjection -rss_limit_mb=0 corpus >log.txt 2>&1) || { failed=1; grep -A 12 '== Java Exception' "$found/log.txt" || tail -n 5 "$found/log.txt"; }
        grep -E '^(Done|stat::number_of_executed)' "$found/log.txt" || true
    done
    exit $failed
}

case "${1:-}" in
    mine)
        for i in 1 2 3; do seconds "$home/sojourn" mine "$2" --json; done ;;
    log)
        [ -n "${SKIP_BUILD:-}" ] || build
        log "${2:-690000}" ;;
    large)
        [ -n "${SKIP_BUILD:-}" ] || build
        mining LargeLog "${2:-100000000}" "$out/large.slog" ;;
    waits)
        [ -n "${SKIP_BUILD:-}" ] || build
        mining WaitSpeed "${2:-10000000}" ;;
    stream)
        rm -rf "$out/data"
        if [ -n "${3:-}" ]; then set -- stream "$2" --definition "$3"; else set -- stream "$2"; fi
        shift
        log=$1; shift
        seconds "$home/sojourn" run "$log" "$@" --data "$out/data"
        grep -E '^(Read|Streamed|Stored)' "$out/last.txt"
        seconds "$home/sojourn" verify --data "$out/data"
        cat "$out/last.txt" ;;
    generate)
        seconds "$home/sojourn" generate --cases "$2" --seed 3 --out "$out/generated.csv"
        cat "$out/last.txt" ;;
    jmh)
        build
        java -cp "$home/benchmarks/target/classes:$(cat "$home/benchmarks/target/classpath.txt")" \
            org.openjdk.jmh.Main ${2:+"$2"} -rf text -rff "$out/jmh.txt" ;;
    throughput)
        shift
        [ -n "${SKIP_BUILD:-}" ] || build
        program Throughput "$@" ;;
    faults)
        shift
        [ -n "${SKIP_BUILD:-}" ] || build
        faults "$@" ;;
    fuzz)
        shift
        [ -n "${SKIP_BUILD:-}" ] || (cd "$home" && mvn -B -q -ntp -Dskip.web -DskipTests -pl process-mining -am process-test-classes)
        fuzz "$@" ;;
    truth)
        (cd "$home" && mvn -B -q -ntp -Dskip.web -pl process-mining -am verify -Dtest=PlantedTruthTest \
            -Dtests.excluded=none -Dsurefire.failIfNoSpecifiedTests=false) ;;
    state)
        shift
        [ -n "${SKIP_BUILD:-}" ] || build
        SOJOURN_JAVA_OPTIONS=${SOJOURN_JAVA_OPTIONS:--Xmx2g -XX:+UseG1GC}
        program StateSize "$@" ;;
    latency)
        shift
        [ -n "${SKIP_BUILD:-}" ] || build
        # As `sojourn live` has them.
        SOJOURN_JAVA_OPTIONS=${SOJOURN_JAVA_OPTIONS:--Xmx4g -XX:+UseG1GC -XX:MetaspaceSize=192m}
        program Latency "$@" ;;
    api)
        shift
        [ -n "${SKIP_BUILD:-}" ] || build
        SOJOURN_JAVA_OPTIONS=${SOJOURN_JAVA_OPTIONS:--Xmx1g -XX:+UseSerialGC}
        client ApiLoad "$@" ;;
    sql)
        # -DskipTests compiles the tests, whose queries these are.
        [ -n "${SKIP_BUILD:-}" ] || (cd "$home" && mvn -B -q -ntp -Dskip.web -DskipTests -pl cli -am package)
        uptime
        (cd "$home/metrics-api" && java -Xmx2g -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -XX:+IgnoreUnrecognizedVMOptions \
            -Duser.timezone=UTC -cp "target/test-classes:$(cat "$home/cli/target/test-classpath.txt")" \
            io.sojourn.api.sql.GatewaySpeed "${2:-24000}")
        uptime ;;
    store)
        shift
        [ -n "${SKIP_BUILD:-}" ] || build
        program StoreLoad "$@" ;;
    *)
        sed -n '2,18p' "$0"; exit 2 ;;
esac
