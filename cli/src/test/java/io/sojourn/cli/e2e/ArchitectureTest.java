package io.sojourn.cli.e2e;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules between the modules and packages. Whoever breaks one by need changes the rule, and says why. */
class ArchitectureTest {
    static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // JavaCC's, not ours: it has exceptions and output of its own.
            .withImportOption(at -> !at.contains("/api/sql/parser/generated/"))
            .importPackages("io.sojourn");
    private static final String[] EVENT_MODEL = {
        "io.sojourn.event..",
        "io.sojourn.fact..",
        "io.sojourn.definition..",
        "io.sojourn.calendar..",
        "io.sojourn.pseudonym.."
    };

    /** 'May use': {@code event-model ◄ sample-logs}; {@code event-model ◄ process-mining ◄ metrics-api, streaming-jobs}. */
    @Test
    void modulesUseOnlyWhatIsBelowThem() {
        ArchRule rule = Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.sojourn..")
                .layer("event-model")
                .definedBy(EVENT_MODEL)
                .layer("sample-logs")
                .definedBy("io.sojourn.sample..")
                .layer("process-mining")
                .definedBy("io.sojourn.mining..")
                .layer("streaming-jobs")
                .definedBy("io.sojourn.stream..")
                .layer("metrics-api")
                .definedBy("io.sojourn.api..")
                .layer("cli")
                .definedBy("io.sojourn.cli..")
                .whereLayer("event-model")
                .mayNotAccessAnyLayer()
                .whereLayer("sample-logs")
                .mayOnlyAccessLayers("event-model")
                .whereLayer("process-mining")
                .mayOnlyAccessLayers("event-model")
                .whereLayer("streaming-jobs")
                .mayOnlyAccessLayers("event-model", "process-mining")
                .whereLayer("metrics-api")
                .mayOnlyAccessLayers("event-model", "process-mining")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .ensureAllClassesAreContainedInArchitectureIgnoring("io.sojourn.benchmark..");
        rule.check(MAIN);
    }

    @Test
    void theStreamNeverSeesTheApi() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.sojourn.stream..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.sojourn.api..");
        rule.check(MAIN);
    }

    @Test
    void apiNeverSeesTheStream() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.sojourn.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.sojourn.stream..", "org.apache.flink..");
        rule.check(MAIN);
    }

    @Test
    void theDatabaseStaysOutOfTheJob() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.sojourn.stream..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.duckdb..", "java.sql..");
        rule.check(MAIN);
    }

    @Test
    void flinkStaysInTheJobAndItsStarter() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackages("io.sojourn.stream..", "io.sojourn.benchmark..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.flink..");
        rule.check(MAIN);
    }

    @Test
    void calciteOnlyReadsExpressionsAndQueries() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackages("io.sojourn.definition.expression..", "io.sojourn.api.sql..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.calcite..");
        rule.check(MAIN);
    }

    @Test
    void onlyCommandsWriteToTheTerminal() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage("io.sojourn.cli..")
                .and(DescribedPredicate.not(belongToWorker()))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace");
        rule.check(MAIN);
    }

    /** The query worker is a program of its own: its standard output is its answer. */
    private static DescribedPredicate<JavaClass> belongToWorker() {
        return DescribedPredicate.describe(
                "the query worker", c -> c.getName().startsWith("io.sojourn.api.sql.SqlWorker"));
    }

    @Test
    void clocksAreGiven() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage("io.sojourn.cli..")
                .and()
                // What is handed to the operators as their clock.
                .doNotHaveFullyQualifiedName("io.sojourn.stream.sink.EpochClock")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(java.time.InstantSource.class, "system")
                .orShould()
                .callMethod(System.class, "currentTimeMillis");
        rule.check(MAIN);
    }

    @Test
    void noOldDates() {
        ArchRule rule = noClasses()
                .should()
                .dependOnClassesThat(belongToAnyOf(Date.class, Calendar.class, java.text.DateFormat.class));
        rule.check(MAIN);
    }

    @Test
    void chanceIsSeeded() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage("io.sojourn.cli..")
                .should()
                .callConstructor(Random.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(java.util.concurrent.ThreadLocalRandom.class, "current");
        rule.check(MAIN);
    }

    @Test
    void packagesHaveNoCycles() {
        ArchRule rule = slices().assignedFrom(new Packages()).should().beFreeOfCycles();
        rule.check(MAIN);
    }

    @Test
    void oneExceptionType() {
        ArchRule rule = classes()
                .that()
                .areAssignableTo(Exception.class)
                .should()
                .haveFullyQualifiedName("io.sojourn.event.SojournException")
                .orShould()
                .bePackagePrivate()
                .orShould()
                .bePrivate();
        rule.check(MAIN);
    }

    /**
     * Each package by itself, but for three that are one: a definition is made of its expressions, a table of results
     * of its definition's columns, and a definition is refused when its names clash with a table's.
     */
    private static final class Packages implements SliceAssignment {
        private static final Set<String> DEFINITION =
                Set.of("io.sojourn.definition", "io.sojourn.definition.expression", "io.sojourn.fact");

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass c) {
            String name = c.getPackageName();
            return SliceIdentifier.of(DEFINITION.contains(name) ? "io.sojourn.definition" : name);
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
