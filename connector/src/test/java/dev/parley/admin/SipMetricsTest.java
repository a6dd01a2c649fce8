package dev.parley.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

class SipMetricsTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final SipMetrics metrics = new SipMetrics(registry);

    @Test
    void requests_are_counted_by_method_and_code() {
        metrics.answered("MESSAGE", 202);
        metrics.answered("MESSAGE", 202);
        metrics.answered("SUBSCRIBE", 401);
        assertThat(registry.scrape())
                .contains("parley_sip_requests_total{code=\"202\",method=\"MESSAGE\"} 2.0")
                .contains("parley_sip_requests_total{code=\"401\",method=\"SUBSCRIBE\"} 1.0")
                .contains("# HELP parley_sip_requests_total SIP requests that Parley answered");
    }

    @Test
    void a_word_of_a_phone_makes_no_time_series() {
        metrics.answered("X\"} 1", 501);
        metrics.answered("Y", 501);
        assertThat(registry.scrape()).contains("parley_sip_requests_total{code=\"501\",method=\"other\"} 2.0");
    }

    @Test
    void what_gets_no_answer_is_counted_by_why() {
        metrics.dropped("stray-response");
        assertThat(registry.scrape()).contains("parley_sip_dropped_total{why=\"stray-response\"} 1.0");
    }

    @Test
    void publications_are_shown_as_they_are_now() {
        metrics.watchPublications(() -> 3, () -> 1);
        assertThat(registry.scrape())
                .contains("parley_sip_publications{state=\"held\"} 3.0")
                .contains("parley_sip_publications{state=\"failing\"} 1.0");
    }
}
