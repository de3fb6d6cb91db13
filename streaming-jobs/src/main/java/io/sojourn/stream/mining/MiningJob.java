package io.sojourn.stream.mining;

import io.sojourn.mining.format.ReadOptions;
import io.sojourn.stream.wire.CodecTypeInformation;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The graphs of the two jobs. The first reads which names there are:
 *
 * <pre>
 * row groups -> survey -> results
 * </pre>
 *
 * The second one mines:
 *
 * <pre>
 * row groups -> events in codes -> by case -> values -------------> by group and bucket -> answers -> results
 *                                    |`-> spreads -> by group: summaries -> questions -----'
 *                                    |                             `-> variants: the top ones
 *                                    `-> sums -> results
 * </pre>
 *
 * <p>Each arrow with 'by' is sorted by Flink, on disk where memory is short. A percentile is two values by their rank: how
 * the values of a group are spread over buckets says in which bucket a rank lies, so the values of a group are shared by as
 * many tasks as it has buckets, and no task needs to have seen all of them.
 */
final class MiningJob {
    static final TypeInformation<Piece> PIECE = new CodecTypeInformation<>(new PieceCodec());
    private static final TypeInformation<CodedEvent> EVENT = new CodecTypeInformation<>(new CodedEventCodec());
    private static final TypeInformation<LogSplit> SPLIT = new CodecTypeInformation<>(new LogSplit.Bytes());

    private MiningJob() {}

    static void survey(StreamExecutionEnvironment env, List<LogSplit> splits, ReadOptions options, Path results) {
        DataStream<Piece> survey = splits(env, splits)
                .transform("survey", PIECE, new SurveyOperator(options))
                .uid("survey");
        PieceFile.sink(survey, results, "survey-results");
    }

    static void mine(StreamExecutionEnvironment env, List<LogSplit> splits, MiningPlan plan, Path results) {
        SingleOutputStreamOperator<Piece> values = splits(env, splits)
                .transform("read", EVENT, new ReadOperator(plan))
                .uid("read")
                .keyBy(CodedEvent::caseKey, Types.LONG)
                .transform("cases", PIECE, new CasesOperator(plan))
                .uid("cases");
        DataStream<Piece> summaries = values.getSideOutput(CasesOperator.SPREADS)
                .keyBy(SummaryOperator::key, Types.LONG)
                .transform("summaries", PIECE, new SummaryOperator())
                .uid("summaries");
        DataStream<Piece> top = summaries
                .filter(p -> p.group().isVariant())
                .uid("variants")
                .transform("top-variants", PIECE, new TopVariantsOperator(plan.top()))
                .setParallelism(1)
                .uid("top-variants");
        DataStream<Piece> wanted =
                summaries.filter(p -> !p.group().isVariant()).uid("others").union(top);
        DataStream<Piece> answers = wanted.transform("questions", PIECE, new QuestionsOperator())
                .uid("questions")
                .union(values)
                .keyBy(AnswersOperator::key, Types.LONG)
                .transform("answers", PIECE, new AnswersOperator())
                .uid("answers");
        PieceFile.sink(values.getSideOutput(CasesOperator.SUMS), results, "sums-results");
        PieceFile.sink(wanted, results, "summary-results");
        PieceFile.sink(answers, results, "answer-results");
    }

    private static DataStream<LogSplit> splits(StreamExecutionEnvironment env, List<LogSplit> splits) {
        return env.fromData(SPLIT, splits.toArray(LogSplit[]::new))
                .uid("row-groups")
                .setParallelism(1)
                .rebalance();
    }
}
