package io.sojourn.api.mining;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sojourn.api.resources.Asked;
import io.sojourn.calendar.WorkCalendar;
import io.sojourn.definition.CalendarRule;
import io.sojourn.mining.bottleneck.CumulativeFlow;
import io.sojourn.mining.cascade.CascadeDocument;
import io.sojourn.mining.cascade.CascadeOptions;
import io.sojourn.mining.cascade.Cascades;
import io.sojourn.mining.dots.DotOptions;
import io.sojourn.mining.dots.DotsDocument;
import io.sojourn.mining.dots.DottedChart;
import io.sojourn.mining.draw.CascadeDrawing;
import io.sojourn.mining.draw.CumulativeFlowDrawing;
import io.sojourn.mining.draw.DotsDrawing;
import io.sojourn.mining.draw.MapDrawing;
import io.sojourn.mining.draw.SpectrumDrawing;
import io.sojourn.mining.log.Selection;
import io.sojourn.mining.log.View;
import io.sojourn.mining.map.MapMetric;
import io.sojourn.mining.map.MapOptions;
import io.sojourn.mining.map.ProcessMap;
import io.sojourn.mining.map.Sliders;
import io.sojourn.mining.spectrum.Segment;
import io.sojourn.mining.spectrum.SegmentPassages;
import io.sojourn.mining.spectrum.Spectrum;
import io.sojourn.mining.spectrum.SpectrumDocument;
import io.sojourn.mining.spectrum.SpectrumOptions;
import io.sojourn.mining.spectrum.WindowWidth;
import io.sojourn.mining.waits.WaitSettings;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/** What shows how work flows over time, as a document and as a picture, and the picture of the map. */
final class PictureQuestions {
    private PictureQuestions() {}

    /** The picture, instead of the document. */
    private static byte[] svg(String picture) {
        return picture.getBytes(StandardCharsets.UTF_8);
    }

    static Question map(Asked asked) {
        Sliders sliders = FlowQuestions.sliders(asked, Sliders.USUAL_PATHS);
        MapMetric show = asked.text("show") == null ? MapMetric.COUNT : MapMetric.of(asked.text("show"));
        String calendar = asked.text("calendar");
        return of(asked, "map", Arrays.asList(sliders, show, calendar), (log, chosen) -> {
            MapOptions options = new MapOptions(View.ALL, calendar(log, show, calendar));
            return svg(MapDrawing.svg(ProcessMap.of(chosen, options).simplified(sliders), show));
        });
    }

    /** The named one; where none is named, the first. */
    private static CalendarRule calendar(StoredLog log, MapMetric show, String name) {
        WorkCalendar calendar = WaitSettings.calendar(log.compiled(), name);
        if (calendar == null && show == MapMetric.WORKING) {
            throw Asked.wrong("there is no calendar for working time.", "Maybe show=mean, which is calendar time.");
        }
        return calendar == null ? null : calendar.rule();
    }

    static Question spectrum(Asked asked, boolean picture) {
        Segment segment = segment(asked);
        WindowWidth width = width(asked);
        return of(asked, "spectrum", Arrays.asList(segment, width, picture), (log, chosen) -> {
            Spectrum spectrum = Spectrum.of(chosen, View.ALL, segment, new SpectrumOptions(zone(log), width));
            return picture ? svg(SpectrumDrawing.svg(spectrum)) : document(log, asked, SpectrumDocument.of(spectrum));
        });
    }

    static Question cumulativeFlow(Asked asked, boolean picture) {
        Segment segment = segment(asked);
        return of(asked, "cumulative-flow", Arrays.asList(segment, picture), (log, chosen) -> {
            SegmentPassages passages = Spectrum.of(chosen, View.ALL, segment, new SpectrumOptions(zone(log), null))
                    .passages();
            List<CumulativeFlow> days = CumulativeFlow.of(passages.entered(), passages.left(), zone(log));
            return picture
                    ? svg(CumulativeFlowDrawing.svg(passages.segment().toString(), days, zone(log)))
                    : document(log, asked, days(passages.segment(), days));
        });
    }

    private static ObjectNode days(Segment segment, List<CumulativeFlow> days) {
        ObjectNode node = Answers.object().put("from", segment.from()).put("to", segment.to());
        ArrayNode array = node.putArray("days");
        days.forEach(day -> array.addObject()
                .put("day", day.day().toString())
                .put("arrivals", day.arrivals())
                .put("departures", day.departures())
                .put("standing", day.standing()));
        return node;
    }

    static Question dots(Asked asked, boolean picture) {
        DotOptions.Order order = asked.one("order", DotOptions.Order.class, DotOptions.Order.FIRST);
        DotOptions.Axis axis = asked.one("axis", DotOptions.Axis.class, DotOptions.Axis.TIME);
        DotOptions.Colour colour = asked.one("colour", DotOptions.Colour.class, DotOptions.Colour.ACTIVITY);
        return of(asked, "dots", Arrays.asList(order, axis, colour, picture), (log, chosen) -> {
            DottedChart dots = DottedChart.of(chosen, View.ALL, new DotOptions(order, axis, colour, zone(log)));
            return picture ? svg(DotsDrawing.svg(dots)) : document(log, asked, renamed(DotsDocument.of(dots)));
        });
    }

    /** What stands in front has the name of the number of events. */
    private static ObjectNode renamed(ObjectNode dots) {
        dots.set("event_count", dots.remove("events"));
        return dots;
    }

    static Question cascades(Asked asked, boolean picture) {
        WindowWidth width = width(asked);
        return of(asked, "cascades", Arrays.asList(width, picture), (log, chosen) -> {
            CascadeOptions options =
                    CascadeOptions.defaults().withZone(zone(log)).withWidth(width);
            Cascades cascades = Cascades.of(chosen, View.ALL, options);
            return picture ? svg(CascadeDrawing.svg(cascades)) : document(log, asked, CascadeDocument.of(cascades));
        });
    }

    /** A question about what is chosen, as the view shows it. */
    private static Question of(
            Asked asked, String name, List<?> more, BiFunction<StoredLog, Selection, byte[]> answer) {
        return new Question(
                Arrays.asList(name, asked.choice(), asked.view(), more),
                log -> answer.apply(log, FlowQuestions.chosen(log, asked.choice(), asked.view())));
    }

    private static byte[] document(StoredLog log, Asked asked, ObjectNode found) {
        return Answers.bytes(
                FlowQuestions.begin(log, asked.choice(), asked.view()).setAll(found));
    }

    private static ZoneId zone(StoredLog log) {
        return log.definition().zone();
    }

    private static WindowWidth width(Asked asked) {
        return asked.one("window", WindowWidth.class, null);
    }

    /** Null where none is named. */
    private static Segment segment(Asked asked) {
        String from = asked.text("from");
        String to = asked.text("to");
        if (from == null != (to == null)) {
            throw Asked.wrong(
                    (from == null ? "to" : "from") + " is half a segment.",
                    "Maybe name both from and to, or none for the segment with the longest waits.");
        }
        return from == null ? null : new Segment(from, to);
    }
}
