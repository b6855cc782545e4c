using System.Globalization;
using System.Runtime.CompilerServices;

namespace AttentionLens.Engine;

/// <summary>Cuts the inputs into batches, in input order, holding one batch at a time. An input that cannot be encoded ends the run,
/// with its index and id: leaving it out in silence would make statistics over another corpus than the one given.</summary>
internal static class BatchReader
{
    public static async IAsyncEnumerable<InputBatch> ReadAsync(
        AnalysisRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<EncodedExample> examples = new(request.BatchSize);
        long index = request.FirstIndex;
        await foreach (LensInput input in request.Inputs.WithCancellation(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            examples.Add(Encode(request, index++, input));
            if (examples.Count == request.BatchSize)
            {
                yield return Collate(request, examples);
                examples = new List<EncodedExample>(request.BatchSize);
            }
        }

        if (examples.Count > 0)
        {
            yield return Collate(request, examples);
        }
    }

    private static EncodedExample Encode(AnalysisRequest request, long index, LensInput? input)
    {
        string name = input?.Id is { } id
            ? string.Create(CultureInfo.InvariantCulture, $"Example {index} ('{FailureLine.Clean(id)}')")
            : string.Create(CultureInfo.InvariantCulture, $"Example {index}");
        if (input is null)
        {
            throw new LensInputException($"{name} is null; give a text or ids.");
        }

        try
        {
            return request.Model.Inputs.Encode(index, input, request.Encode);
        }
        catch (LensInputException exception)
        {
            throw new LensInputException($"{name}: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is not (LensException or OperationCanceledException))
        {
            throw ModelPass.Failed("encode", name, exception);
        }
    }

    private static InputBatch Collate(AnalysisRequest request, List<EncodedExample> examples)
    {
        try
        {
            return request.Model.Inputs.Collate(examples);
        }
        catch (Exception exception) when (exception is not (LensException or OperationCanceledException))
        {
            throw ModelPass.Failed("collate", ModelPass.Name(examples), exception);
        }
    }
}
