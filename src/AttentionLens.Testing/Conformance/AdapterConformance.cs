using System.Collections.Immutable;

namespace AttentionLens.Testing.Conformance;

/// <summary>Checks an adapter, and a model that it loads, against the laws that every analysis relies on. It knows no test framework: call it
/// from any test, and let <see cref="ConformanceReport.Demand"/> throw. Use a small checkpoint with random weights: the laws run the
/// model some hundreds of times. They count the memory of the whole process, so no other model may run beside them.</summary>
public sealed class AdapterConformance
{
    private readonly ModelAdapter _adapter;
    private readonly string _folder;

    /// <summary>Creates a check; nothing runs yet.</summary>
    /// <param name="adapter">The adapter.</param>
    /// <param name="folder">A model folder that the adapter loads.</param>
    public AdapterConformance(ModelAdapter adapter, string folder)
    {
        _adapter = adapter;
        _folder = folder;
    }

    /// <summary>Every law, in the order in which they are checked.</summary>
    public static ImmutableArray<ConformanceLaw> Laws { get; } = [.. LawBook.All.Select(law => new ConformanceLaw(law.Id, law.Demand))];

    /// <summary>A folder with recorded numbers of the same model: <c>inputs.safetensors</c>, <c>expected.safetensors</c> and
    /// <c>expected.json</c>. Without it the law <c>parity</c> does not apply.</summary>
    /// <value>null by default.</value>
    public string? Reference { get; init; }

    /// <summary>What the model is run on, at least two inputs; empty lets the kit make inputs from the model's own vocabulary or image size:
    /// of odd lengths, one of a single token, one with a hole in its mask.</summary>
    /// <value>Empty by default.</value>
    public ImmutableArray<LensInput> Inputs { get; init; } = [];

    /// <summary>The epsilon of the model's normalisations; null takes it from the configuration, where one of the usual keys names it.</summary>
    /// <value>null by default.</value>
    public double? NormEpsilon { get; init; }

    /// <summary>Whether the family's reference gives other numbers with padding on the left, because it counts positions from the start of the
    /// padded sequence, as BERT and BART do, or classifies by the first place, as RoBERTa does. The law <c>padding-left</c> then does not apply.</summary>
    /// <value>false by default: padding on the left changes nothing.</value>
    public bool PadsOnTheRightAlone { get; init; }

    /// <summary>Ids of laws that are not checked; the report says so.</summary>
    /// <value>Empty by default.</value>
    public ImmutableArray<string> LeftOut { get; init; } = [];

    /// <summary>Decides the inputs, the directions and the edits.</summary>
    /// <value>1 by default.</value>
    public ulong Seed { get; init; } = 1;

    /// <summary>Loads the model and checks every law.</summary>
    /// <param name="cancellationToken">Cancels between laws and within runs.</param>
    /// <exception cref="LensInputException">The folder holds no configuration, the adapter cannot load it, no inputs could be made, or
    /// <see cref="LeftOut"/> names a law that there is not.</exception>
    /// <exception cref="OperationCanceledException">The check was cancelled.</exception>
    public async Task<ConformanceReport> RunAsync(CancellationToken cancellationToken = default)
    {
        DemandKnownLaws();
        ModelFolder folder = ModelFolder.Open(_folder);
        await using LensModel model = await _adapter.LoadAsync(folder, new ModelLoadOptions(), null, cancellationToken);
        Subject subject = new(_adapter, folder, model, this, cancellationToken);
        ImmutableArray<LawResult>.Builder results = ImmutableArray.CreateBuilder<LawResult>();
        for (int index = 0; index < LawBook.All.Length; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            results.Add(await ResultAsync(LawBook.All[index], Laws[index], subject, cancellationToken));
        }

        return new ConformanceReport(_adapter.Family, model.Card.Architecture, results.DrainToImmutable());
    }

    private async ValueTask<LawResult> ResultAsync(Law law, ConformanceLaw description, Subject subject, CancellationToken cancellationToken)
    {
        Verdict verdict = new();
        if (LeftOut.Contains(law.Id))
        {
            verdict.DoesNotApply("it was left out");
            return verdict.ToResult(description);
        }

        try
        {
            await law.CheckAsync(subject, verdict);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            verdict.Fail($"The adapter threw {exception.GetType().Name} while the law was checked: {exception.Message.ReplaceLineEndings(" ")}");
        }

        return verdict.ToResult(description);
    }

    private void DemandKnownLaws()
    {
        foreach (string id in LeftOut)
        {
            if (!Laws.Any(law => law.Id == id))
            {
                throw new LensInputException(
                    $"There is no law '{id}' to leave out; nearest: {string.Join(", ", Nearest.To(id, Laws.Select(law => law.Id), 3))}.");
            }
        }
    }
}
