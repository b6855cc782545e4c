using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>What a lens keeps of the logits of each layer and position, which come in that order, example by example.</summary>
internal sealed class LensRecord
{
    /// <summary>A gibibyte.</summary>
    private const long MostValues = 1 << 28;
    private readonly string _method;
    private readonly InputBatch _batch;
    private readonly int _layers;
    private readonly int _classes;
    private readonly LargestLogits _largest;
    private readonly ImmutableArray<float>.Builder _targets = ImmutableArray.CreateBuilder<float>();
    private readonly ImmutableArray<float>.Builder _tokens;
    private readonly ImmutableArray<float>.Builder _logits;
    private readonly ImmutableArray<float>.Builder? _probabilities;
    private readonly ImmutableArray<float>.Builder? _all;

    /// <param name="method">Who keeps them.</param>
    /// <param name="batch">The examples.</param>
    /// <param name="layers">The number of layers.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="top">How many of the largest logits are kept.</param>
    /// <exception cref="LensInputException">That is more than anybody has room for.</exception>
    public LensRecord(string method, InputBatch batch, int layers, int classes, int top)
    {
        _method = method;
        _batch = batch;
        _layers = layers;
        _classes = classes;
        _largest = new LargestLogits(Math.Min(top, classes));
        _tokens = Builder(_largest.Classes.Length);
        _logits = Builder(_largest.Classes.Length);
    }

    /// <summary>Whether the probabilities of the largest are kept as well.</summary>
    public bool KeepsProbabilities
    {
        init => _probabilities = value ? Builder(_largest.Classes.Length) : null;
    }

    /// <summary>Whether all logits are kept as well.</summary>
    public bool KeepsAll
    {
        init => _all = value ? Builder(_classes) : null;
    }

    /// <summary>Adds the next position.</summary>
    public void Add(ReadOnlySpan<float> logits)
    {
        _largest.Read(logits);
        foreach (int token in _largest.Classes)
        {
            _tokens.Add(token);
        }

        _logits.AddRange(_largest.Logits);
        AddProbabilities(logits);
        _all?.AddRange(logits);
    }

    /// <summary>Adds the explained logit of the next layer.</summary>
    public void AddTarget(double logit) => _targets.Add((float)logit);

    public IEnumerable<KeyValuePair<string, TensorValue>> ToTensors()
    {
        yield return new("target_logits", new TensorValue(new TensorSpec([Axis.Batch, Axis.Layer], "logit"), [_batch.Size, _layers], _targets.DrainToImmutable()));
        yield return new("top_tokens", Classes(_tokens, _largest.Classes.Length, "id"));
        yield return new("top_logits", Classes(_logits, _largest.Classes.Length, "logit"));
        if (_probabilities is not null)
        {
            yield return new("top_probabilities", Classes(_probabilities, _largest.Classes.Length, "probability"));
        }

        if (_all is not null)
        {
            yield return new(_method.Replace('-', '_'), Classes(_all, _classes, "logit"));
        }
    }

    private void AddProbabilities(ReadOnlySpan<float> logits)
    {
        if (_probabilities is null)
        {
            return;
        }

        double sum = 0;
        foreach (float logit in logits)
        {
            sum += Math.Exp((double)logit - _largest.Logits[0]);
        }

        foreach (float logit in _largest.Logits)
        {
            _probabilities.Add((float)(Math.Exp((double)logit - _largest.Logits[0]) / sum));
        }
    }

    private ImmutableArray<float>.Builder Builder(int each)
    {
        long values = (long)_batch.Size * _layers * _batch.Length * each;
        return values > MostValues
            ? throw new LensInputException(
                $"{_method} would keep {values} logits ({_batch.Size} examples, {_layers} layers, {_batch.Length} positions, {each} classes); expected at most {MostValues}. Choose detail=top, a smaller top, or fewer or shorter examples.")
            : ImmutableArray.CreateBuilder<float>((int)values);
    }

    private TensorValue Classes(ImmutableArray<float>.Builder values, int each, string unit) => new(
        new TensorSpec([Axis.Batch, Axis.Layer, Axis.Position, Axis.Class], unit), [_batch.Size, _layers, _batch.Length, each], values.DrainToImmutable());
}
