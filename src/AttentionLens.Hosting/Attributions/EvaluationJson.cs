using System.Collections.Immutable;
using System.Text.Json;
using AttentionLens.Engine;

namespace AttentionLens.Hosting;

/// <summary>Writes an evaluation as JSON.</summary>
internal sealed class EvaluationJson
{
    private readonly Utf8JsonWriter _json;

    public EvaluationJson(Utf8JsonWriter json) => _json = json;

    public void Write(EvaluationReport report)
    {
        _json.WriteStartObject();
        _json.WriteString("model", report.Model);
        _json.WriteNumber("answered", report.Task.Length);
        _json.WritePropertyName("task");
        Write(report.TaskMeans);
        if (report.Faithfulness is { } faithfulness)
        {
            _json.WriteString("objective", AttributionNames.Of(faithfulness.Objective));
            _json.WriteString("explained", AttributionNames.InWords(faithfulness.Objective));
            _json.WriteString("removal", AttributionNames.Of(report.Removal));
            Write(faithfulness);
            SweepJson.Write(_json, faithfulness.Sweeps);
        }

        if (report.Randomisation is { } randomisation)
        {
            Write(randomisation);
        }

        _json.WriteEndObject();
    }

    private void Write(FaithfulnessResult faithfulness)
    {
        _json.WriteNumber("examples", faithfulness.Examples.Length);
        _json.WriteStartArray("methods");
        foreach (RankingFaithfulness method in EvaluationReport.Ranked(faithfulness, []))
        {
            _json.WriteStartObject();
            _json.WriteString("method", method.Method);
            _json.WritePropertyName("measures");
            Write(method.Means);
            if (method != faithfulness.Control)
            {
                FaithfulnessVerdict verdict = faithfulness.VerdictOn(method);
                _json.WriteBoolean("beats_random", verdict.BeatsRandom);
                _json.WriteString("verdict", verdict.Text);
            }

            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteStartArray("left_out");
        foreach (UnfitMethod unfit in faithfulness.LeftOut)
        {
            _json.WriteStartObject();
            _json.WriteString("method", unfit.Method);
            _json.WriteString("reason", unfit.Reason);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void Write(RandomisationResult randomisation)
    {
        _json.WriteStartObject("random_weights");
        _json.WriteNumber("examples", randomisation.Examples);
        _json.WriteStartArray("stages");
        foreach (string stage in randomisation.Stages)
        {
            _json.WriteStringValue(stage);
        }

        _json.WriteEndArray();
        _json.WriteStartArray("methods");
        foreach (RandomisedMethod method in randomisation.Methods)
        {
            _json.WriteStartObject();
            _json.WriteString("method", method.Method);
            _json.WriteStartArray("correlations");
            foreach (double correlation in method.Correlations)
            {
                _json.WriteNumberValue(correlation);
            }

            _json.WriteEndArray();
            _json.WriteNumber("mean", method.Mean);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteStartArray("findings");
        foreach (Finding finding in randomisation.Findings)
        {
            _json.WriteStartObject();
            _json.WriteString("rule", finding.Descriptor.Id);
            _json.WriteString("message", finding.Message);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void Write(ImmutableArray<Measure> measures)
    {
        _json.WriteStartObject();
        foreach (Measure measure in measures)
        {
            _json.WriteStartObject(measure.Name);
            _json.WriteNumber("mean", measure.Value);
            _json.WritePropertyName("standard_error");
            if (measure.StandardError is { } error)
            {
                _json.WriteNumberValue(error);
            }
            else
            {
                _json.WriteNullValue();
            }

            _json.WriteString("unit", measure.Unit);
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
    }
}
